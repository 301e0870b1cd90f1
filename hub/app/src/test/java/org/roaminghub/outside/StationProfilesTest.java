package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles and preferences of eMSPs at own stations, over the wire from end to end (facts §12, OCPP-51). */
class StationProfilesTest extends OwnStationTest {

    private static final String MODULE = "chargingprofiles";

    /** Runs a transaction at EVSE 1; the id of its session. */
    private String charging(ChargePoint station, Partner emsp) {
        ObjectNode card = emsp.card("ALLOWED");
        if (station.version.equals("1.6")) {
            station.start(1, card.path("uid").asString(), 0, ago(5));
        } else {
            station.event("Started", "tx-" + station.tag, 0, ago(5), 0, """
                    , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(
                            card.path("uid").asString()));
        }
        return hub.onlyOf("/sessions?evse=" + station.evse(1)).path("id").asString();
    }

    private static String word(Answer answer) {
        return answer.data().path("result").asString();
    }

    private static JsonNode said(Received told) {
        return Http.read(told.text());
    }

    private static String composite(String version) {
        String periods = """
                "chargingRateUnit": "A", "duration": 900,
                "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}, {"startPeriod": 600, "limit": 8.5}]""";
        return version.equals("1.6") ? """
                {"status": "Accepted", "connectorId": 1, "scheduleStart": "2026-11-21T10:00:00Z",
                 "chargingSchedule": {%s}}""".formatted(periods) : """
                {"status": "Accepted", "schedule": {"evseId": 1, "scheduleStart": "2026-11-21T10:00:00Z", %s}}""".formatted(periods);
    }

    @Test
    @DisplayName("OCPP-51 an eMSP sets, reads and clears a session's charging profile: each is one call and one result")
    void ocpp51() {
        Partner emsp = emsp();
        for (String version : List.of("1.6", "2.0.1", "2.1")) {
            boolean first = version.equals("1.6");
            ChargePoint station = booted(version)
                    .accepts("SetChargingProfile")
                    .answers("GetConfiguration", p -> Http.read("{\"unknownKey\": [\"x\"]}"))
                    .answers("GetVariables", p -> Http.read("{\"getVariableResult\": []}"))
                    .answers("GetCompositeSchedule", p -> Http.read(composite(version)))
                    .answers("ClearChargingProfile", p -> Http.read("{\"status\": \"Unknown\"}"));
            int told = emsp.told(0).size();
            String session = charging(station, emsp);

            assertThat(word(emsp.setProfile(session, Messages.setProfile(emsp.callback()))
                            .to(HUB)
                            .send()
                            .ok()))
                    .isEqualTo("ACCEPTED");
            JsonNode set = station.got(1, "SetChargingProfile");
            JsonNode profile = set.path(first ? "csChargingProfiles" : "chargingProfile");
            assertThat(profile.path("chargingProfilePurpose").asString()).isEqualTo("TxProfile");
            assertThat(profile.has("transactionId")).isTrue();
            JsonNode schedule = first
                    ? profile.path("chargingSchedule")
                    : profile.path("chargingSchedule").path(0);
            assertThat(schedule.path("chargingRateUnit").asString()).isEqualTo("A");
            assertThat(schedule.path("chargingSchedulePeriod")
                            .path(1)
                            .path("limit")
                            .decimalValue())
                    .isEqualByComparingTo("10.5");
            assertThat(said(emsp.told(told + 1).getLast()).path("result").asString())
                    .isEqualTo("ACCEPTED");

            assertThat(word(emsp.askProfile(session, emsp.callback())
                            .to(HUB)
                            .send()
                            .ok()))
                    .isEqualTo("ACCEPTED");
            assertThat(station.got(1, "GetCompositeSchedule").path("duration").asInt())
                    .isEqualTo(900);
            JsonNode active = said(emsp.told(told + 2).getLast());
            assertThat(active.path("result").asString()).isEqualTo("ACCEPTED");
            assertThat(active.path("profile").path("start_date_time").asString())
                    .startsWith("2026-11-21T10:00:00");
            JsonNode shown = active.path("profile").path("charging_profile");
            assertThat(shown.path("charging_rate_unit").asString()).isEqualTo("A");
            assertThat(shown.path("charging_profile_period")
                            .path(1)
                            .path("limit")
                            .decimalValue())
                    .isEqualByComparingTo("8.5");

            emsp.clearProfile(session, emsp.callback()).to(HUB).send().ok();
            assertThat(station.got(1, "ClearChargingProfile").path(first ? "id" : "chargingProfileId"))
                    .isEqualTo(profile.path(first ? "chargingProfileId" : "id"));
            assertThat(said(emsp.told(told + 3).getLast()).path("result").asString())
                    .isEqualTo("UNKNOWN");
            assertThat(emsp.told(told + 3)).hasSize(told + 3);
        }
    }

    @Test
    @DisplayName("OCPP-51 a limit is sent in the unit that the station takes, and never raised by that")
    void ocpp51Units() {
        Partner emsp = emsp();
        ChargePoint old = booted("1.6").accepts("SetChargingProfile").answers("GetConfiguration", p -> Http.read("""
                {"configurationKey": [{"key": "ChargingScheduleAllowedChargingRateUnit", "readonly": true, "value": "Power"}]}"""));
        ChargePoint young = booted("2.0.1").accepts("SetChargingProfile").answers("GetVariables", p -> Http.read("""
                {"getVariableResult": [{"attributeStatus": "Accepted", "attributeValue": "A",
                  "component": {"name": "SmartChargingCtrlr"}, "variable": {"name": "RateUnit"}}]}"""));
        emsp.setProfile(charging(old, emsp), Messages.setProfile(emsp.callback()))
                .to(HUB)
                .send()
                .ok();
        JsonNode watts =
                old.got(1, "SetChargingProfile").path("csChargingProfiles").path("chargingSchedule");
        assertThat(watts.path("chargingRateUnit").asString()).isEqualTo("W");
        assertThat(watts.path("chargingSchedulePeriod").path(0).path("limit").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(16 * 230 * 3));
        ObjectNode inWatts = Messages.setProfile(emsp.callback());
        ObjectNode profile = (ObjectNode) inWatts.path("charging_profile");
        profile.put("charging_rate_unit", "W")
                .put("min_charging_rate", 4200)
                .putArray("charging_profile_period")
                .addObject()
                .put("start_period", 0)
                .put("limit", 7000);
        emsp.setProfile(charging(young, emsp), inWatts).to(HUB).send().ok();
        JsonNode amperes = young.got(1, "SetChargingProfile")
                .path("chargingProfile")
                .path("chargingSchedule")
                .path(0);
        assertThat(amperes.path("chargingRateUnit").asString()).isEqualTo("A");
        // 7000 W over three phases of 230 V are 10.14 A.
        assertThat(amperes.path("chargingSchedulePeriod").path(0).path("limit").decimalValue())
                .isEqualByComparingTo("10.1");
        emsp.told(2);
    }

    @Test
    @DisplayName("OCPP-51 a limit that the station tells of reaches the eMSP that steers the session, and no other")
    void ocpp51Limit() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.0.1")
                .accepts("SetChargingProfile")
                .answers("GetVariables", p -> Http.read("{\"getVariableResult\": []}"))
                .answers("GetCompositeSchedule", p -> Http.read("{\"status\": \"Rejected\"}"));
        String session = charging(station, emsp);
        String limit = """
                {"evseId": 1, "chargingLimit": {"chargingLimitSource": "EMS"}, "chargingSchedule": [{"id": 1,
                 "chargingRateUnit": "W", "startSchedule": "2026-11-21T10:00:00Z",
                 "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 3500}]}]}""";
        station.call("NotifyChargingLimit", limit);
        station.got(1, "GetCompositeSchedule");
        String hubId = hub.get("/stations/" + station.id).path("hub_id").asString();
        LiveHub.until(hub::printed, printed -> printed.contains("ocpp=limit station=" + hubId + " told="));
        emsp.setProfile(session, Messages.setProfile(emsp.callback()))
                .to(HUB)
                .send()
                .ok();
        emsp.told(1);
        station.call("NotifyChargingLimit", limit);
        Received pushed = emsp.only("PUT", MODULE);
        assertThat(pushed.path()).endsWith("/" + session);
        JsonNode profile = said(pushed).path("charging_profile");
        assertThat(profile.path("charging_rate_unit").asString()).isEqualTo("W");
        assertThat(profile.path("charging_profile_period").path(0).path("limit").decimalValue())
                .isEqualByComparingTo("3500");

        station.answers("GetCompositeSchedule", p -> Http.read(composite("2.0.1")));
        station.call("ClearedChargingLimit", "{\"evseId\": 1, \"chargingLimitSource\": \"EMS\"}");
        JsonNode again = said(emsp.got(2, "PUT", MODULE).getLast()).path("charging_profile");
        assertThat(again.path("charging_rate_unit").asString()).isEqualTo("A");
    }

    @Test
    @DisplayName(
            "OCPP-51 preferences: a driver in a hurry gets priority where the station knows it; what it doesn't is said")
    void ocpp51Preferences() {
        Partner emsp = emsp();
        ChargePoint young = booted("2.1").accepts("UsePriorityCharging");
        String session = charging(young, emsp);
        assertThat(prefer(emsp, session, "FAST")).isEqualTo("ACCEPTED");
        JsonNode asked = young.got(1, "UsePriorityCharging");
        assertThat(asked.path("transactionId").asString()).isEqualTo("tx-" + young.tag);
        assertThat(asked.path("activate").asBoolean()).isTrue();
        assertThat(prefer(emsp, session, "REGULAR")).isEqualTo("ACCEPTED");
        assertThat(young.got(2, "UsePriorityCharging").path("activate").asBoolean(true))
                .isFalse();
        young.answers("UsePriorityCharging", p -> Http.read("{\"status\": \"Rejected\"}"));
        assertThat(prefer(emsp, session, "FAST")).isEqualTo("NOT_POSSIBLE");
        assertThat(prefer(emsp, session, "GREEN")).isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
        ChargePoint old = booted("1.6");
        assertThat(prefer(emsp, charging(old, emsp), "FAST")).isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
    }

    private static ObjectNode oneLimit(Partner emsp, String start, int limit) {
        ObjectNode body = Messages.setProfile(emsp.callback());
        ((ObjectNode) body.path("charging_profile"))
                .put("start_date_time", start)
                .putArray("charging_profile_period")
                .addObject()
                .put("start_period", 0)
                .put("limit", limit);
        return body;
    }

    private static JsonNode pull(ChargePoint station, JsonNode id) {
        return station.call("PullDynamicScheduleUpdate", "{\"chargingProfileId\": " + id + "}");
    }

    @Test
    @DisplayName(
            "2.1: a limit is changed without a new profile where the station can, and it may ask for the one that holds")
    void dynamic() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1")
                .accepts("SetChargingProfile")
                .accepts("UpdateDynamicSchedule")
                .accepts("ClearChargingProfile")
                .answers(
                        "GetVariables",
                        p -> Http.read(
                                p.toString().contains("SupportsDynamicProfiles")
                                        ? """
                        {"getVariableResult": [{"attributeStatus": "Accepted", "attributeValue": "true",
                          "component": {"name": "SmartChargingCtrlr"}, "variable": {"name": "SupportsDynamicProfiles"}}]}"""
                                        : "{\"getVariableResult\": []}"));
        int told = emsp.told(0).size();
        String session = charging(station, emsp);
        String start = Messages.hoursAgo(0);

        emsp.setProfile(session, oneLimit(emsp, start, 16)).to(HUB).send().ok();
        JsonNode profile = station.got(1, "SetChargingProfile").path("chargingProfile");
        assertThat(profile.path("chargingProfileKind").asString()).isEqualTo("Dynamic");
        assertThat(profile.has("validTo")).isTrue();
        JsonNode schedule = profile.path("chargingSchedule").path(0);
        assertThat(schedule.has("startSchedule")).isFalse();
        assertThat(schedule.path("chargingSchedulePeriod")).hasSize(1);
        emsp.told(told + 1);
        JsonNode id = profile.path("id");
        assertThat(pull(station, id).path("scheduleUpdate").path("limit").asInt())
                .isEqualTo(16);

        emsp.setProfile(session, oneLimit(emsp, start, 10)).to(HUB).send().ok();
        JsonNode update = station.got(1, "UpdateDynamicSchedule");
        assertThat(update.path("chargingProfileId")).isEqualTo(id);
        assertThat(update.path("scheduleUpdate").path("limit").asInt()).isEqualTo(10);
        assertThat(said(emsp.told(told + 2).getLast()).path("result").asString())
                .isEqualTo("ACCEPTED");
        JsonNode now = pull(station, id);
        assertThat(now.path("status").asString()).isEqualTo("Accepted");
        assertThat(now.path("scheduleUpdate").path("limit").asInt()).isEqualTo(10);
        assertThat(station.got("SetChargingProfile")).hasSize(1);

        // It lost the profile: it gets it anew.
        station.answers("UpdateDynamicSchedule", p -> Http.read("{\"status\": \"Rejected\"}"));
        emsp.setProfile(session, oneLimit(emsp, start, 8)).to(HUB).send().ok();
        assertThat(station.got(2, "SetChargingProfile")
                        .path("chargingProfile")
                        .path("chargingSchedule")
                        .path(0)
                        .path("chargingSchedulePeriod")
                        .path(0)
                        .path("limit")
                        .asInt())
                .isEqualTo(8);
        assertThat(said(emsp.told(told + 3).getLast()).path("result").asString())
                .isEqualTo("ACCEPTED");

        // What changes by the clock it gets whole, and has nothing to ask for.
        emsp.setProfile(session, Messages.setProfile(emsp.callback()))
                .to(HUB)
                .send()
                .ok();
        assertThat(station.got(3, "SetChargingProfile")
                        .path("chargingProfile")
                        .path("chargingProfileKind")
                        .asString())
                .isEqualTo("Absolute");
        emsp.told(told + 4);
        assertThat(pull(station, id).path("status").asString()).isEqualTo("Rejected");
    }

    @Test
    @DisplayName("2.1: what the station would not take is not what holds; what was cleared is nothing to ask for")
    void dynamicRefused() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1")
                .accepts("SetChargingProfile")
                .accepts("ClearChargingProfile")
                .answers("UpdateDynamicSchedule", p -> Http.read("{\"status\": \"Rejected\"}"))
                .answers(
                        "GetVariables",
                        p -> Http.read(p.toString().contains("SupportsFeature") ? """
                        {"getVariableResult": [{"attributeStatus": "UnknownVariable",
                          "component": {"name": "SmartChargingCtrlr"}, "variable": {"name": "SupportsDynamicProfiles"}},
                         {"attributeStatus": "Accepted", "attributeValue": "true", "component": {"name": "SmartChargingCtrlr"},
                          "variable": {"name": "SupportsFeature", "instance": "DynamicProfiles"}}]}""" : "{\"getVariableResult\": []}"));
        int told = emsp.told(0).size();
        String session = charging(station, emsp);
        String start = Messages.hoursAgo(0);
        emsp.setProfile(session, oneLimit(emsp, start, 16)).to(HUB).send().ok();
        JsonNode id =
                station.got(1, "SetChargingProfile").path("chargingProfile").path("id");
        emsp.told(told + 1);
        station.answers("SetChargingProfile", p -> Http.read("{\"status\": \"Rejected\"}"));
        emsp.setProfile(session, oneLimit(emsp, start, 32)).to(HUB).send().ok();
        assertThat(said(emsp.told(told + 2).getLast()).path("result").asString())
                .isEqualTo("REJECTED");
        assertThat(pull(station, id).path("scheduleUpdate").path("limit").asInt())
                .isEqualTo(16);
        emsp.clearProfile(session, emsp.callback()).to(HUB).send().ok();
        emsp.told(told + 3);
        assertThat(pull(station, id).path("status").asString()).isEqualTo("Rejected");
        assertThat(pull(station, Http.read("77")).path("status").asString()).isEqualTo("Rejected");
    }

    private static String prefer(Partner emsp, String session, String type) {
        return emsp.prefer(
                        session, "{\"profile_type\": \"" + type + "\", \"departure_time\": \"2030-01-02T03:04:05Z\"}")
                .to(HUB)
                .send()
                .ok()
                .data()
                .asString();
    }
}
