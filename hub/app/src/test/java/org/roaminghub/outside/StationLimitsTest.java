package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Starts from afar that go only so far. */
class StationLimitsTest extends CostsTest {

    private Answer starts(ChargePoint station, String action, int number, String limit) {
        return hub.admin("POST", "/stations/" + station.id + "/commands", """
                {"action": "%s", "payload": {"remoteStartId": %d, "evseId": 1,
                  "idToken": {"idToken": "X", "type": "Central"}}, "transaction_limit": %s}""".formatted(action, number, limit));
    }

    private JsonNode begins(ChargePoint station, String id, int remoteStart) {
        return station.call("TransactionEvent", """
                {"eventType": "Started", "timestamp": "%s", "triggerReason": "RemoteStart", "seqNo": 0,
                 "transactionInfo": {"transactionId": "%s", "remoteStartId": %d}, "evse": {"id": 1, "connectorId": 1},
                 "idToken": {"idToken": "%s", "type": "ISO14443"}}""".formatted(
                        at(0), id, remoteStart, emsp.card("ALLOWED").path("uid").asString()));
    }

    @Test
    @DisplayName(
            "an administrator's start may have limits, which the station is told with the answer to the transaction's first event")
    void limitsAStart() {
        ChargePoint station = station("2.1", taxed()).accepts("RequestStartTransaction");
        String limit =
                "{\"max_cost\": 12.5, \"currency\": \"EUR\", \"max_energy\": 20000, \"max_time\": 3600, \"max_soc\": 80}";
        assertThat(starts(station, "RequestStartTransaction", 7, limit).http()).isEqualTo(200);
        assertThat(station.got(1, "RequestStartTransaction").has("transactionLimit"))
                .isFalse();
        JsonNode said = Http.read("{\"maxEnergy\": 20000, \"maxTime\": 3600, \"maxCost\": 12.5, \"maxSoC\": 80}");
        assertThat(begins(station, "tx", 7).path("transactionLimit")).isEqualTo(said);
        assertThat(begins(station, "tx", 7).path("transactionLimit")).isEqualTo(said);
        assertThat(begins(station, "other", 8).has("transactionLimit")).isFalse();
        station.answers("RequestStartTransaction", p -> Http.read("{\"status\": \"Rejected\"}"));
        starts(station, "RequestStartTransaction", 9, limit);
        assertThat(begins(station, "rejected", 9).has("transactionLimit")).isFalse();
    }

    @Test
    @DisplayName(
            "limits are refused where the version has no words for them, the currency is another one, or they are none")
    void refusesLimits() {
        String limit = "{\"max_energy\": 20000}";
        ChargePoint station = station("2.1", taxed()).accepts("RequestStartTransaction");
        reads(station, CURRENCY, "SEK");
        assertThat(starts(station("2.0.1", taxed()), "RequestStartTransaction", 1, limit)
                        .http())
                .isEqualTo(422);
        assertThat(starts(station("1.6", taxed()), "RemoteStartTransaction", 1, limit)
                        .http())
                .isEqualTo(422);
        assertThat(starts(station, "RequestStopTransaction", 1, limit).http()).isEqualTo(422);
        assertThat(starts(station, "RequestStartTransaction", 1, "{\"max_cost\": 5, \"currency\": \"EUR\"}")
                        .http())
                .isEqualTo(422);
        for (String bad : new String[] {"{}", "{\"max_cost\": 5}", "{\"max_soc\": 101}", "{\"max_energy\": 0}"}) {
            assertThat(starts(station, "RequestStartTransaction", 1, bad).http())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(station.got("RequestStartTransaction")).isEmpty();
        assertThat(starts(station, "RequestStartTransaction", 1, limit).http()).isEqualTo(200);
    }
}
