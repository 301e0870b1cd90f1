package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Periodic event streams of OCPP 2.1: which of them are meters, and what becomes of their values (facts §8). */
class StationStreamsTest extends OwnStationTest {

    static final String METER = """
            "component": {"name": "FiscalMetering", "evse": {"id": 1}}, "variable": {"name": "EnergyImportRegister"}""";

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
    @DisplayName("OCPP-20 what a stream says of a meter is billed as MeterValues are, and counts once")
    void meters() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1").answers("SetVariableMonitoring", p -> Http.read("""
                {"setMonitoringResult": [
                 {"id": 31, "status": "Accepted", "type": "Periodic", "severity": 9, %1$s},
                 {"id": 32, "status": "Rejected", "type": "Periodic", "severity": 9, %1$s}]}""".formatted(METER)));
        assertThat(station.commanded("SetVariableMonitoring", "{\"setMonitoringData\": []}")
                        .http())
                .isEqualTo(200);
        String id = started(station, emsp);
        open(station, 7, 31);
        open(station, 8, 32);
        stream(station, 7, ago(40), "{\"t\": 0, \"v\": \"3000\"}, {\"t\": 600.5, \"v\": \"6000\"}");
        stream(station, 8, ago(40), "{\"t\": 700, \"v\": \"9000\"}");
        station.event("Updated", id, 1, ago(40), 3000, "");
        station.call("ClosePeriodicEventStream", "{\"id\": 7}");
        stream(station, 7, ago(20), "{\"t\": 0, \"v\": \"7777\"}");
        station.heartbeat();
        assertThat(station.came).noneMatch(f -> f.path(1).asString().startsWith("s-"));
        station.event("Ended", id, 2, ago(1), null, "");
        JsonNode cdr = cdrAt(station, 1);
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("5");
        assertThat(delivered(cdr, "ENERGY")).isEqualByComparingTo("5");
    }

    @Test
    @DisplayName("OCPP-20 a stream goes on over a new socket: what came before and after is billed once")
    void newSocket() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1");
        String id = started(station, emsp);
        reported(station, 41);
        open(station, 5, 41);
        String base = ago(50);
        stream(station, 5, base, "{\"t\": 0, \"v\": \"2000\"}");
        station.heartbeat();
        station.connect();
        stream(station, 5, base, "{\"t\": 0, \"v\": \"2000\"}, {\"t\": 60, \"v\": \"4000\"}");
        station.event("Ended", id, 1, ago(1), null, "");
        JsonNode cdr = cdrAt(station, 1);
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("3");
        assertThat(delivered(cdr, "ENERGY")).isEqualByComparingTo("3");
        emsp.only("POST", "cdrs");
    }

    @Test
    @DisplayName(
            "OCPP-20 a stream that the hub only learns of by asking is read, in the unit that the station reported")
    void asked() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1").answers("GetPeriodicEventStream", p -> Http.read("""
                        {"constantStreamData": [{"id": 6, "variableMonitoringId": 51, "params": {"interval": 5, "values": 1}},
                         {"id": 7, "variableMonitoringId": 52, "params": {"interval": 5}}]}"""));
        String id = started(station, emsp);
        station.call("NotifyReport", """
                {"requestId": 1, "seqNo": 0, "generatedAt": "%s", "reportData": [{%s,
                 "variableAttribute": [{"value": "1"}],
                 "variableCharacteristics": {"dataType": "decimal", "supportsMonitoring": true, "unit": "kWh"}}]}""".formatted(ago(9), METER));
        reported(station, 51);
        stream(station, 6, ago(50), "{\"t\": 0, \"v\": \"2.5\"}");
        station.heartbeat();
        assertThat(station.commanded("GetPeriodicEventStream", "{}").http()).isEqualTo(200);
        stream(
                station,
                6,
                ago(40),
                "{\"t\": 0, \"v\": \"3.5\"}, {\"t\": 99999, \"v\": \"9\"}, {\"t\": 1, \"v\": \"much\"}");
        stream(station, 7, ago(40), "{\"t\": 0, \"v\": \"8.5\"}");
        station.event("Ended", id, 1, ago(1), null, "");
        assertThat(cdrAt(station, 1).path("total_energy").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(recorded(station))
                .as("of a stream that nothing was known of")
                .isEqualTo(2);
    }

    @Test
    @DisplayName("OCPP-20 a monitor that the station cleared is no meter any more; what the stream says is recorded")
    void cleared() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.1")
                .accepts("AdjustPeriodicEventStream")
                .answers("ClearVariableMonitoring", p -> Http.read("""
                        {"clearMonitoringResult": [{"id": 61, "status": "Accepted"}, {"id": 62, "status": "Rejected"}]}"""));
        String id = started(station, emsp);
        reported(station, 61);
        reported(station, 62);
        open(station, 1, 61);
        open(station, 2, 62);
        stream(station, 1, ago(50), "{\"t\": 0, \"v\": \"2000\"}");
        assertThat(station.commanded("AdjustPeriodicEventStream", "{\"id\": 1, \"params\": {\"interval\": 60}}")
                        .http())
                .isEqualTo(200);
        assertThat(station.commanded("ClearVariableMonitoring", "{\"id\": [61, 62]}")
                        .http())
                .isEqualTo(200);
        stream(station, 1, ago(40), "{\"t\": 0, \"v\": \"9000\"}");
        stream(station, 2, ago(30), "{\"t\": 0, \"v\": \"3000\"}");
        station.event("Ended", id, 1, ago(1), null, "");
        assertThat(cdrAt(station, 1).path("total_energy").decimalValue()).isEqualByComparingTo("2");
        assertThat(recorded(station)).isEqualTo(1);
    }

    // --- of a station with streams

    private String started(ChargePoint station, Partner emsp) {
        String id = "stream-" + station.tag;
        station.event("Started", id, 0, ago(60), 1000, """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(
                        emsp.card("ALLOWED").path("uid").asString()));
        return id;
    }

    private static BigDecimal delivered(JsonNode cdr, String dimension) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode period : cdr.path("charging_periods").values()) {
            for (JsonNode one : period.path("dimensions").values()) {
                sum = one.path("type").asString().equals(dimension)
                        ? sum.add(one.path("volume").decimalValue())
                        : sum;
            }
        }
        return sum;
    }

    /** What came of streams that are no meters. */
    private long recorded(ChargePoint station) {
        String hubId = hub.get("/stations/" + station.id).path("hub_id").asString();
        return hub.list("/history?stream=station/" + hubId).stream()
                .filter(e -> e.path("payload").path("job").asString().equals("NotifyPeriodicEventStream"))
                .count();
    }

    /** A monitor of the meter of the first EVSE. */
    static void reported(ChargePoint station, int monitor) {
        station.call("NotifyMonitoringReport", """
                {"requestId": 1, "seqNo": 0, "generatedAt": "%s", "monitor": [{%s, "variableMonitoring": [{"id": %d,
                 "transaction": true, "value": 30, "type": "Periodic", "severity": 8, "eventNotificationType": "CustomMonitor"}]}]}""".formatted(ago(9), METER, monitor));
    }

    static void open(ChargePoint station, int stream, int monitor) {
        assertThat(station.call(
                                "OpenPeriodicEventStream",
                                "{\"constantStreamData\": {\"id\": %d, \"variableMonitoringId\": %d, \"params\": {\"interval\": 5}}}"
                                        .formatted(stream, monitor))
                        .path("status")
                        .asString())
                .isEqualTo("Accepted");
    }

    static void stream(ChargePoint station, int stream, String base, String data) {
        station.send(
                "[6,\"s-%d\",\"NotifyPeriodicEventStream\",{\"id\": %d, \"pending\": 0, \"basetime\": \"%s\", \"data\": [%s]}]"
                        .formatted(stream, stream, base, data));
    }
}
