package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What OCPP 2.1 adds: discharging, costs that the station reckons, streams (facts §8). */
class StationGridTest extends OwnStationTest {

    private static String meter(String at, int imported, int exported, int watts) {
        return """
                , "meterValue": [{"timestamp": "%s", "sampledValue": [{"value": %d},
                   {"value": %d, "measurand": "Energy.Active.Export.Register"},
                   {"value": %d, "measurand": "Power.Active.Import"}]}]""".formatted(at, imported, exported, watts);
    }

    private static double exported(JsonNode cdr) {
        return StreamSupport.stream(cdr.path("charging_periods").spliterator(), false)
                .flatMap(p -> StreamSupport.stream(p.path("dimensions").spliterator(), false))
                .filter(d -> d.path("type").asString().equals("ENERGY_EXPORT"))
                .mapToDouble(d -> d.path("volume").asDouble())
                .sum();
    }

    @Test
    @DisplayName(
            "OCPP-40 what a vehicle gives back is in the periods of its CDR, and what the station reckons stays with it")
    void discharging() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1");
        ObjectNode card = emsp.card("ALLOWED");
        String id = "v2x-" + station.tag;
        station.event(
                "Started",
                id,
                0,
                ago(60),
                null,
                """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(card.path("uid").asString()) + meter(ago(60), 1000, 500, 0));
        station.event("Updated", id, 1, ago(40), null, meter(ago(40), 5000, 500, 11000));
        station.event("Updated", id, 2, ago(20), null, meter(ago(20), 5000, 2500, -6000));
        station.event(
                "Ended",
                id,
                3,
                ago(1),
                null,
                meter(ago(1), 5000, 2750, 0)
                        + ", \"costDetails\": {\"failureToCalculate\": false, \"totalCost\": {\"currency\": \"EUR\", \"typeOfCost\": \"NormalCost\","
                        + " \"total\": {\"exclTax\": 1.5}}, \"totalUsage\": {\"energy\": 4, \"chargingTime\": 1, \"idleTime\": 1}}");
        JsonNode cdr = cdrAt(station, 1);
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("4");
        JsonNode told = Http.read(emsp.only("POST", "cdrs").text());
        assertThat(exported(told)).isEqualTo(2.25);
    }

    @Test
    @DisplayName("OCPP-20 a stream of 2.1 is accepted, never answered, and recorded")
    void streams() {
        ChargePoint station = booted("2.1");
        JsonNode opened = station.call("OpenPeriodicEventStream", """
                {"constantStreamData": {"id": 4, "variableMonitoringId": 9, "params": {"interval": 5}}}""");
        assertThat(opened.path("status").asString()).isEqualTo("Accepted");
        station.send("[6,\"s-9\",\"NotifyPeriodicEventStream\",{\"id\": 4, \"pending\": 0, \"basetime\": \"" + ago(0)
                + "\", \"data\": [{\"t\": 0, \"v\": \"16.2\"}]}]");
        station.heartbeat();
        String hubId = hub.get("/stations/" + station.id).path("hub_id").asString();
        assertThat(hub.list("/history?stream=station/" + hubId))
                .anyMatch(e -> e.path("payload").path("job").asString().equals("NotifyPeriodicEventStream"));
        assertThat(station.came).noneMatch(f -> f.path(1).asString().equals("s-9"));
    }

    @Test
    @DisplayName("OCPP-20 what a stream says of a meter moves the session as MeterValues do, and counts once")
    void meters() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1").answers("SetVariableMonitoring", p -> Http.read("""
                {"setMonitoringResult": [
                 {"id": 31, "status": "Accepted", "type": "Periodic", "severity": 9,
                  "component": {"name": "FiscalMetering", "evse": {"id": 1}}, "variable": {"name": "EnergyImportRegister"}},
                 {"id": 32, "status": "Rejected", "type": "Periodic", "severity": 9,
                  "component": {"name": "FiscalMetering", "evse": {"id": 2}}, "variable": {"name": "EnergyImportRegister"}}]}"""));
        assertThat(station.commanded("SetVariableMonitoring", "{\"setMonitoringData\": []}")
                        .http())
                .isEqualTo(200);
        ObjectNode card = emsp.card("ALLOWED");
        String id = "stream-" + station.tag;
        station.event(
                "Started", id, 0, ago(60), 1000, """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(card.path("uid").asString()));
        station.event("Updated", id, 1, ago(40), 3000, "");
        open(station, 7, 31);
        open(station, 8, 32);
        stream(station, 7, ago(40), "{\"t\": 0, \"v\": \"3000\"}, {\"t\": 600.5, \"v\": \"6000\"}");
        stream(station, 8, ago(40), "{\"t\": 700, \"v\": \"9000\"}");
        hub.listWhen(
                "/sessions?evse=" + station.evse(1),
                items -> !items.isEmpty()
                        && items.getFirst().path("kwh").decimalValue().compareTo(new java.math.BigDecimal(5)) == 0);
        station.call("ClosePeriodicEventStream", "{\"id\": 7}");
        stream(station, 7, ago(20), "{\"t\": 0, \"v\": \"7777\"}");
        station.heartbeat();
        assertThat(station.came).noneMatch(f -> f.path(1).asString().startsWith("s-"));
        station.event("Ended", id, 2, ago(1), null, "");
        assertThat(cdrAt(station, 1).path("total_energy").decimalValue()).isEqualByComparingTo("5");
    }

    private static void open(ChargePoint station, int stream, int monitor) {
        assertThat(station.call(
                                "OpenPeriodicEventStream",
                                "{\"constantStreamData\": {\"id\": %d, \"variableMonitoringId\": %d, \"params\": {\"interval\": 5}}}"
                                        .formatted(stream, monitor))
                        .path("status")
                        .asString())
                .isEqualTo("Accepted");
    }

    private static void stream(ChargePoint station, int stream, String base, String data) {
        station.send(
                "[6,\"s-%d\",\"NotifyPeriodicEventStream\",{\"id\": %d, \"pending\": 0, \"basetime\": \"%s\", \"data\": [%s]}]"
                        .formatted(stream, stream, base, data));
    }
}
