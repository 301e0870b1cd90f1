package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signed meter values: from the meter to the eMSP's CDR without a change (facts §12; OCPP-38 of what is not understood). */
class StationSignedTest extends OwnStationTest {

    private static String ocmf(String what) {
        return "OCMF|{\"FV\":\"1.0\",\"RD\":[{\"TM\":\"2026\",\"RV\":1,\"TX\":\"" + what + "\"}]}|{\"SD\":\"30" + what
                + "\"}";
    }

    private static String quoted(String text) {
        return Messages.json("{}").put("v", text).path("v").toString();
    }

    private static String signed16(String what, String context, String at) {
        return """
                {"timestamp": "%s", "sampledValue": [{"value": %s, "format": "SignedData", "context": "%s"}]}""".formatted(at, quoted(ocmf(what)), context);
    }

    @Test
    @DisplayName("OCPP-32 signed values of 1.6 are in the CDR as the meter wrote them, with their natures, once")
    void signedIn16() {
        Partner emsp = emsp();
        ChargePoint station = booted("1.6");
        int id = station.start(1, emsp.card("ALLOWED").path("uid").asString(), 1000, ago(30))
                .path("transactionId")
                .asInt();
        for (int i = 0; i < 2; i++) {
            station.call("MeterValues", """
                    {"connectorId": 1, "transactionId": %d, "meterValue": [%s, %s]}""".formatted(
                    id, signed16("B", "Transaction.Begin", ago(30)), signed16("C", "Sample.Periodic", ago(20))));
        }
        station.call("StopTransaction", """
                {"transactionId": %d, "meterStop": 4000, "timestamp": "%s", "transactionData": [%s]}""".formatted(id, ago(1), signed16("E", "Transaction.End", ago(1))));
        cdrAt(station, 1);
        JsonNode signed = Http.read(emsp.only("POST", "cdrs").text()).path("signed_data");
        assertThat(signed.path("encoding_method").asString()).isEqualTo("OCMF");
        assertThat(signed.path("signed_values"))
                .extracting(v -> v.path("nature").asString() + " "
                        + v.path("signed_data").asString())
                .containsExactly("Start " + ocmf("B"), "Intermediate " + ocmf("C"), "End " + ocmf("E"));
    }

    @Test
    @DisplayName(
            "OCPP-43 signed values of 2.0.1 are in the CDR with the meter's public key; a zero and a repeat lose none")
    void signedIn2() {
        Partner emsp = emsp();
        ChargePoint station = booted("2.0.1");
        ObjectNode card = emsp.card("ALLOWED");
        String begin = reading("B", "Transaction.Begin", 0, ago(30));
        String token = """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(card.path("uid").asString());
        String transaction = "signed-" + station.tag;
        station.event("Started", transaction, 0, ago(30), null, token + begin);
        station.event("Started", transaction, 0, ago(30), null, token + begin);
        station.event("Ended", transaction, 1, ago(1), null, reading("E", "Transaction.End", 2500, ago(1)));
        cdrAt(station, 1);
        JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("2.5");
        JsonNode signed = cdr.path("signed_data");
        assertThat(signed.path("encoding_method").asString()).isEqualTo("OCMF");
        assertThat(signed.path("public_key").asString()).isEqualTo("S0VZ");
        assertThat(signed.path("signed_values"))
                .extracting(v -> v.path("nature").asString() + " "
                        + v.path("signed_data").asString())
                .containsExactly("Start " + base64(ocmf("B")), "End " + base64(ocmf("E")));
        assertThat(signed.path("signed_values").path(1).path("plain_data").asString())
                .isEqualTo(ocmf("E"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reading(String what, String context, int wh, String at) {
        return """
                , "meterValue": [{"timestamp": "%s", "sampledValue": [{"value": %d, "context": "%s", "signedMeterValue":
                   {"signedMeterData": "%s", "signingMethod": "", "encodingMethod": "OCMF", "publicKey": "S0VZ"}}]}]""".formatted(at, wh, context, base64(ocmf(what)));
    }
}
