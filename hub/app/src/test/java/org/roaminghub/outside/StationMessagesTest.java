package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;

/** Every message of every version over a socket: it is understood, answered, and leaves a record (issue «All messages»). */
class StationMessagesTest extends OwnStationTest {

    /** What a station's call needs to be one; others need nothing that the hub insists on. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("Authorize1.6", "{\"idTag\": \"NOBODY\"}"),
            Map.entry("Authorize", "{\"idToken\": {\"idToken\": \"NOBODY\", \"type\": \"ISO14443\"}}"),
            Map.entry("DataTransfer", "{\"vendorId\": \"com.maker\"}"),
            Map.entry("MeterValues1.6", "{\"connectorId\": 1, \"meterValue\": []}"),
            Map.entry("MeterValues", "{\"evseId\": 1, \"meterValue\": []}"),
            Map.entry("StartTransaction", ChargePoint.startPayload(1, "NOBODY", 0, ago(5))),
            Map.entry(
                    "StopTransaction",
                    "{\"transactionId\": 2000000, \"meterStop\": 1, \"timestamp\": \"" + ago(1) + "\"}"),
            Map.entry(
                    "StatusNotification1.6",
                    "{\"connectorId\": 1, \"errorCode\": \"NoError\", \"status\": \"Available\"}"),
            Map.entry(
                    "StatusNotification",
                    "{\"timestamp\": \"" + ago(0)
                            + "\", \"connectorStatus\": \"Available\", \"evseId\": 1, \"connectorId\": 1}"),
            Map.entry("SecurityEventNotification", "{\"type\": \"Reset\", \"timestamp\": \"" + ago(0) + "\"}"),
            Map.entry("TransactionEvent", """
                    {"eventType": "Started", "timestamp": "%s", "triggerReason": "Trigger", "seqNo": 0,
                     "transactionInfo": {"transactionId": "t-1"}}""".formatted(ago(1))));

    /** Messages with a place of their own: what they say is in states, sessions, readings or events of another name. */
    private static final Set<String> ELSEWHERE = Set.of(
            "Authorize",
            "BootNotification",
            "Heartbeat",
            "MeterValues",
            "SecurityEventNotification",
            "StartTransaction",
            "StatusNotification",
            "StopTransaction",
            "TransactionEvent");

    /** Shown with certificates: what comes of them hangs on what is in them. */
    private static final Set<String> OF_CERTIFICATES = Set.of(
            "SignCertificate", "GetCertificateStatus", "Get15118EVCertificate", "GetCertificateChainStatus");

    private Set<String> recorded(ChargePoint station, String type, String field) {
        String hubId = hub.get("/stations/" + station.id).path("hub_id").asString();
        Set<String> words = new HashSet<>();
        for (JsonNode event : hub.list("/history?stream=station:" + hubId)) {
            if (event.path("type").asString().equals(type)) {
                words.add(event.path("payload").path(field).asString());
            }
        }
        return words;
    }

    @ParameterizedTest(name = "OCPP-13, OCPP-38 all that a station of {0} may say is answered and recorded")
    @CsvSource({"1.6", "2.0.1", "2.1"})
    void fromStation(String version) {
        ChargePoint station = booted(version);
        Version spoken = Version.ofSubprotocol("ocpp" + version).orElseThrow();
        Set<String> expected = new HashSet<>(Actions.fromStation(spoken));
        expected.removeAll(OF_CERTIFICATES);
        for (String action : Set.copyOf(expected)) {
            String payload = NEEDED.getOrDefault(action + version, NEEDED.getOrDefault(action, "{}"));
            if (action.equals("BootNotification")) {
                assertThat(station.boot().path("status").asString()).isEqualTo("Accepted");
            } else if (action.equals("NotifyPeriodicEventStream")) {
                // It has no answer: what follows it is answered.
                station.send("[6,\"s-1\",\"" + action + "\",{\"id\": 1, \"pending\": 0, \"basetime\": \"" + ago(0)
                        + "\", \"data\": []}]");
                station.heartbeat();
            } else {
                JsonNode answer = station.exchange(action, payload);
                assertThat(answer.path(0).asInt()).as(answer.toString()).isEqualTo(3);
            }
        }
        expected.removeAll(ELSEWHERE);
        assertThat(recorded(station, "station.job_progressed", "job")).containsAll(expected);
    }

    @ParameterizedTest(
            name = "OCPP-19 all that may be said to a station of {0} reaches it and is recorded with its answer")
    @CsvSource({"1.6", "2.0.1", "2.1"})
    void toStation(String version) {
        ChargePoint station = booted(version);
        Version spoken = Version.ofSubprotocol("ocpp" + version).orElseThrow();
        for (String action : Actions.toStation(spoken)) {
            String word = action.equals("UnlockConnector") ? "Unlocked" : "Accepted";
            station.answers(action, p -> Http.read("{\"status\": \"" + word + "\"}"));
            Answer answer = station.commanded(action, "{\"requestId\": 5}");
            assertThat(answer.http()).as(action + " " + answer.said()).isEqualTo(200);
            assertThat(station.got(action)).hasSize(1);
        }
        List<String> all = List.copyOf(Actions.toStation(spoken));
        assertThat(recorded(station, "station.command_sent", "action")).containsAll(all);
        assertThat(recorded(station, "station.command_answered", "action")).containsAll(all);
    }
}
