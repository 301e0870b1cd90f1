package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does with stations: firmware, logs, settings, availability (facts §5, §6, §12). */
class StationUpkeepTest extends OwnStationTest {

    private JsonNode job(ChargePoint station, String kind) {
        for (JsonNode job : hub.get("/stations/" + station.id).path("jobs")) {
            if (job.path("kind").asString().equals(kind)) {
                return job;
            }
        }
        return Http.read("{}");
    }

    private JsonNode settings(ChargePoint station, String name) {
        for (JsonNode item :
                hub.get("/stations/" + station.id + "/configuration").path("items")) {
            if (item.path("name").asString().equals(name)) {
                return item;
            }
        }
        return Http.read("{}");
    }

    @Test
    @DisplayName(
            "OCPP-54 firmware, diagnostics and logs of 1.6: progress is kept by request, or of what was asked last")
    void ocpp54First() {
        ChargePoint station = booted("1.6")
                .answers("UpdateFirmware", p -> Http.read("{}"))
                .answers("GetDiagnostics", p -> Http.read("{\"fileName\": \"diag-7.zip\"}"))
                .answers("GetLog", p -> Http.read("{\"status\": \"Accepted\", \"filename\": \"sec.log\"}"))
                .accepts("SignedUpdateFirmware");
        station.commanded(
                "UpdateFirmware", "{\"location\": \"http://x/f\", \"retrieveDate\": \"2026-11-21T10:00:00Z\"}");
        station.call("FirmwareStatusNotification", "{\"status\": \"Downloading\"}");
        station.call("FirmwareStatusNotification", "{\"status\": \"Installed\"}");
        assertThat(job(station, "FIRMWARE").path("status").asString()).isEqualTo("Installed");
        station.commanded("GetDiagnostics", "{\"location\": \"ftp://x/d\"}");
        assertThat(job(station, "DIAGNOSTICS").path("file").asString()).isEqualTo("diag-7.zip");
        station.call("DiagnosticsStatusNotification", "{\"status\": \"UploadFailed\"}");
        assertThat(job(station, "DIAGNOSTICS").path("status").asString()).isEqualTo("UploadFailed");
        for (int id : List.of(71, 72)) {
            station.commanded("GetLog", """
                    {"logType": "SecurityLog", "requestId": %d, "log": {"remoteLocation": "http://x/l"}}""".formatted(id));
        }
        station.call("LogStatusNotification", "{\"status\": \"Uploaded\", \"requestId\": 71}");
        JsonNode newest = job(station, "LOG");
        assertThat(newest.path("request_id").asString()).isEqualTo("71");
        assertThat(newest.path("status").asString()).isEqualTo("Uploaded");
        assertThat(hub.get("/stations/" + station.id).path("jobs"))
                .anyMatch(j -> j.path("request_id").asString().equals("72")
                        && j.path("status").asString().equals("Accepted"));
        station.commanded("SignedUpdateFirmware", """
                {"requestId": 73, "firmware": {"location": "http://x/f", "retrieveDateTime": "2026-11-21T10:00:00Z",
                 "signingCertificate": "PEM", "signature": "AA"}}""");
        station.call("SignedFirmwareStatusNotification", "{\"status\": \"SignatureVerified\", \"requestId\": 73}");
        assertThat(job(station, "FIRMWARE").path("status").asString()).isEqualTo("SignatureVerified");
        assertThat(job(station, "FIRMWARE").path("request_id").asString()).isEqualTo("73");
    }

    @Test
    @DisplayName("OCPP-54 a device model comes in parts that are gathered by request, in any order and doubled")
    void ocpp54Report() {
        ChargePoint station = booted("2.0.1").accepts("GetBaseReport");
        JsonNode asked = hub.done("POST", "/stations/" + station.id + "/configuration/read", "{}");
        int id = Integer.parseInt(asked.path("request_id").asString());
        assertThat(station.got(1, "GetBaseReport").path("requestId").asInt()).isEqualTo(id);
        String last = part(id, 1, false, "ReservationCtrlr", "Available", "false");
        station.call("NotifyReport", last);
        station.call("NotifyReport", last);
        assertThat(job(station, "REPORT").path("status").asString()).isEqualTo("RECEIVING");
        station.call("NotifyReport", part(id, 0, true, "SmartChargingCtrlr", "Enabled", "true"));
        assertThat(job(station, "REPORT").path("status").asString()).isEqualTo("COMPLETE");
        assertThat(job(station, "REPORT").path("parts").asInt()).isEqualTo(2);
        assertThat(settings(station, "SmartChargingCtrlr.Enabled").path("value").asString())
                .isEqualTo("true");
        assertThat(settings(station, "SmartChargingCtrlr.Enabled")
                        .path("readonly")
                        .asBoolean(true))
                .isFalse();
        station.publishes("CHARGING_PROFILE_CAPABLE", "REMOTE_START_STOP_CAPABLE", "UNLOCK_CAPABLE");
    }

    private static String part(int request, int number, boolean more, String component, String variable, String value) {
        return """
                {"requestId": %d, "generatedAt": "%s", "seqNo": %d, "tbc": %s, "reportData": [{
                  "component": {"name": "%s"}, "variable": {"name": "%s"},
                  "variableAttribute": [{"type": "Actual", "value": "%s", "mutability": "ReadWrite"}],
                  "variableCharacteristics": {"dataType": "boolean", "supportsMonitoring": false}}]}""".formatted(request, ago(0), number, more, component, variable, value);
    }

    @Test
    @DisplayName(
            "OCPP-54 configuration of 1.6 is read and changed; its feature profiles become capabilities of the EVSEs")
    void configuration() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6")
                .answers("GetConfiguration", p -> Http.read("""
                        {"configurationKey": [
                          {"key": "SupportedFeatureProfiles", "readonly": true, "value": "Core, Reservation"},
                          {"key": "AuthorizationKey", "readonly": false, "value": "0123456789ABCDEF"},
                          {"key": "HeartbeatInterval", "readonly": false, "value": "300"}], "unknownKey": ["Nonsense"]}"""))
                .answers(
                        "ChangeConfiguration",
                        p -> Http.read("{\"status\": \""
                                + (p.path("key").asString().equals("HeartbeatInterval") ? "Accepted" : "NotSupported")
                                + "\"}"));
        JsonNode read = hub.done("POST", "/stations/" + station.id + "/configuration/read", "{\"names\": []}");
        assertThat(read.path("items")).hasSize(3);
        assertThat(settings(station, "HeartbeatInterval").path("value").asString())
                .isEqualTo("300");
        assertThat(settings(station, "AuthorizationKey").has("value")).isFalse();
        JsonNode changed = hub.done(
                "PUT",
                "/stations/" + station.id + "/configuration",
                "{\"values\": {\"HeartbeatInterval\": \"60\", \"X\": \"1\"}}");
        assertThat(changed.path("results").path("HeartbeatInterval").asString()).isEqualTo("Accepted");
        assertThat(changed.path("results").path("X").asString()).isEqualTo("NotSupported");
        assertThat(settings(station, "HeartbeatInterval").path("value").asString())
                .isEqualTo("60");
        assertThat(hub.admin(
                                "PUT",
                                "/stations/" + station.id + "/configuration",
                                "{\"values\": {\"AuthorizationKey\": \"00112233445566778899\"}}")
                        .http())
                .isEqualTo(400);
        station.publishes("REMOTE_START_STOP_CAPABLE", "RESERVABLE", "UNLOCK_CAPABLE");
        LiveHub.until(
                () -> emsp.got("PATCH", "locations").stream()
                        .map(patch ->
                                Http.read(patch.text()).path("capabilities").toString())
                        .toList(),
                told -> told.stream().anyMatch(capabilities -> capabilities.contains("RESERVABLE")));
    }

    @Test
    @DisplayName("OCPP-54 variables of 2.x are read and changed by name, each with the station's own word")
    void variables() {
        ChargePoint station = booted("2.1")
                .answers("GetVariables", p -> Http.read("""
                        {"getVariableResult": [{"attributeStatus": "Accepted", "attributeValue": "10", "attributeType": "Actual",
                          "component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}]}"""))
                .answers("SetVariables", p -> {
                    ObjectNode answer = Messages.json("{}");
                    ObjectNode result =
                            answer.putArray("setVariableResult").addObject().put("attributeStatus", "RebootRequired");
                    result.set("component", p.path("setVariableData").path(0).path("component"));
                    result.set("variable", p.path("setVariableData").path(0).path("variable"));
                    return answer;
                });
        String path = "/stations/" + station.id + "/configuration";
        hub.done("POST", path + "/read", "{\"names\": [\"OCPPCommCtrlr.HeartbeatInterval\"]}");
        JsonNode asked = station.got(1, "GetVariables").path("getVariableData").path(0);
        assertThat(asked.path("component").path("name").asString()).isEqualTo("OCPPCommCtrlr");
        assertThat(settings(station, "OCPPCommCtrlr.HeartbeatInterval")
                        .path("value")
                        .asString())
                .isEqualTo("10");
        JsonNode changed = hub.done("PUT", path, "{\"values\": {\"Connector@1/2.Available{x}\": \"true\"}}");
        JsonNode sent = station.got(1, "SetVariables").path("setVariableData").path(0);
        assertThat(sent.path("component").path("evse").path("connectorId").asInt())
                .isEqualTo(2);
        assertThat(sent.path("variable").path("instance").asString()).isEqualTo("x");
        assertThat(changed.path("results").path("Connector@1/2.Available{x}").asString())
                .isEqualTo("RebootRequired");
        assertThat(hub.admin("POST", path + "/read", "{\"names\": [\"nonsense\"]}")
                        .http())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "OCPP-53, 55 a change of availability may be scheduled; an unknown vendor's data is refused and recorded")
    void ocpp53And55() {
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station =
                    booted(version).answers("ChangeAvailability", p -> Http.read("{\"status\": \"Scheduled\"}"));
            Answer scheduled = station.commanded(
                    "ChangeAvailability",
                    version.equals("1.6")
                            ? "{\"connectorId\": 1, \"type\": \"Inoperative\"}"
                            : "{\"operationalStatus\": \"Inoperative\", \"evse\": {\"id\": 1}}");
            assertThat(scheduled.body().path("status").asString()).isEqualTo("Scheduled");
            JsonNode answer = station.call(
                    "DataTransfer", "{\"vendorId\": \"com.maker\", \"messageId\": \"m\", \"data\": \"d\"}");
            assertThat(answer.path("status").asString()).isEqualTo("UnknownVendorId");
            String hubId = hub.get("/stations/" + station.id).path("hub_id").asString();
            assertThat(hub.list("/history?stream=station/" + hubId))
                    .anyMatch(e -> e.path("payload").path("job").asString().equals("DataTransfer"))
                    .anyMatch(e -> e.path("type").asString().equals("station.command_answered")
                            && e.path("payload").path("status").asString().equals("Scheduled"));
        }
    }

    @Test
    @DisplayName("OCPP-48 a reservation that a 2.x station drops is cancelled at its eMSP, once")
    void ocpp48Removed() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.0.1").accepts("ReserveNow");
        ObjectNode body = Messages.reserveNow(emsp.card("NEVER"), emsp.callback(), Messages.unique("R"));
        body.put("location_id", station.location())
                .put("evse_uid", station.evse(1))
                .put("connector_id", "1");
        emsp.command("RESERVE_NOW", body).to(HUB).send().ok();
        int number = station.got(1, "ReserveNow").path("id").asInt();
        emsp.told(1);
        String update = "{\"reservationId\": %d, \"reservationUpdateStatus\": \"Removed\"}".formatted(number);
        station.call("ReservationStatusUpdate", update);
        assertThat(emsp.told(2).getLast().text()).contains("CANCELED_RESERVATION");
        station.call("ReservationStatusUpdate", update);
        station.heartbeat();
        assertThat(emsp.told(2)).hasSize(2);
    }

    @Test
    @DisplayName("OCPP-37 a status of 2.x comes by event, too")
    void statusByEvent() {
        ChargePoint station = booted("2.1");
        station.call("NotifyEvent", """
                {"generatedAt": "%s", "seqNo": 0, "eventData": [{"eventId": 1, "timestamp": "%s", "trigger": "Delta",
                  "actualValue": "Faulted", "eventNotificationType": "HardWiredNotification",
                  "component": {"name": "EVSE", "evse": {"id": 2}}, "variable": {"name": "AvailabilityState"}}]}""".formatted(ago(0), ago(0)));
        assertThat(hub.get("/stations/" + station.id)
                        .path("evses")
                        .path(1)
                        .path("status")
                        .asString())
                .isEqualTo("OUT_OF_ORDER");
    }
}
