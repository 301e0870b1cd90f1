package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the hub asks of a station by itself: what it can, once for each firmware. */
class StationFirmwareTest extends OutsideTest {

    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    private ChargePoint station(String version) {
        ChargePoint station = ChargePoint.planned(hub, version).connect();
        stations.add(station);
        return station;
    }

    private static void boots(ChargePoint station, String firmware) {
        JsonNode answer = station.call(
                "BootNotification", station.version.equals("1.6") ? """
                        {"chargePointVendor": "Maker", "chargePointModel": "Post", "firmwareVersion": "%s"}""".formatted(firmware) : """
                        {"reason": "PowerUp", "chargingStation": {"vendorName": "Maker", "model": "Post",
                         "firmwareVersion": "%s"}}""".formatted(firmware));
        assertThat(answer.path("status").asString()).isEqualTo("Accepted");
    }

    private static void has(ChargePoint station, String profiles) {
        station.answers("GetConfiguration", p -> Http.read("""
                {"configurationKey": [{"key": "SupportedFeatureProfiles", "readonly": true, "value": "%s"}],
                 "unknownKey": ["CustomDisplayCostAndPrice"]}""".formatted(profiles)));
    }

    private static JsonNode variables(JsonNode asked, String component, String value) {
        var answer = Messages.json("{}");
        var results = answer.putArray("getVariableResult");
        for (JsonNode one : asked.path("getVariableData").values()) {
            var result = results.addObject();
            result.set("component", one.path("component"));
            result.set("variable", one.path("variable"));
            if (one.path("component").path("name").asString().equals(component)) {
                result.put("attributeStatus", "Accepted").put("attributeValue", value);
            } else {
                result.put("attributeStatus", "UnknownComponent");
            }
        }
        return answer;
    }

    @Test
    @DisplayName(
            "a station is asked what it can once for each firmware, and what is published of it follows; what a new one lacks is gone")
    void followsTheFirmware() {
        ChargePoint plain = station("1.6");
        plain.boot();
        ChargePoint older = station("1.6");
        has(older, "Core, Reservation");
        boots(older, "1.0");
        ChargePoint later = station("2.0.1");
        later.answers("GetVariables", p -> variables(p, "ReservationCtrlr", "true"));
        boots(later, "1.0");
        older.publishes("REMOTE_START_STOP_CAPABLE", "RESERVABLE", "UNLOCK_CAPABLE");
        later.publishes("REMOTE_START_STOP_CAPABLE", "RESERVABLE", "UNLOCK_CAPABLE");
        assertThat(older.got(1, "GetConfiguration").path("key").path(0).asString())
                .isEqualTo("SupportedFeatureProfiles");
        has(older, "Core, SmartCharging");
        boots(older, "1.0");
        later.answers("GetVariables", p -> variables(p, "SmartChargingCtrlr", "true"));
        boots(later, "1.1");
        later.publishes("CHARGING_PROFILE_CAPABLE", "REMOTE_START_STOP_CAPABLE", "UNLOCK_CAPABLE");
        assertThat(older.got("GetConfiguration")).hasSize(1);
        later.answers("GetVariables", p -> Http.read("[\"NotSupported\", \"\", {}]"));
        boots(later, "1.2");
        later.got(3, "GetVariables");
        boots(older, "1.1");
        older.publishes("CHARGING_PROFILE_CAPABLE", "REMOTE_START_STOP_CAPABLE", "UNLOCK_CAPABLE");
        assertThat(older.got("GetConfiguration")).hasSize(2);
        assertThat(later.got("GetVariables")).hasSize(3);
        assertThat(plain.got("GetConfiguration")).isEmpty();
    }
}
