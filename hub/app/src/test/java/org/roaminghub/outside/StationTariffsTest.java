package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** By which tariffs stations reckon, and what they show of them. */
class StationTariffsTest extends CostsTest {

    private static String prices(String price, int step) {
        return """
                "currency": "EUR", "elements": [{"price_components": [
                  {"type": "ENERGY", "price": %s, "vat": 25, "step_size": %d}]}]}""".formatted(price, step);
    }

    private String entered(String price) {
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", "{\"id\": \"" + id + "\", " + prices(price, 1));
        return id;
    }

    private void changes(String id, String price, int step) {
        hub.done("PUT", "/tariffs/" + id, "{" + prices(price, step));
    }

    private ChargePoint reckoning(String tariff) {
        ChargePoint station = station("2.1", tariff).accepts("SetDefaultTariff").accepts("ChangeTransactionTariff");
        return station.answers(
                "ClearTariffs", p -> Http.read("{\"clearTariffsResult\": [{\"status\": \"Accepted\"}]}"));
    }

    private static String sent(ChargePoint station, int number) {
        return station.got(number, "SetDefaultTariff")
                .path("tariff")
                .path("tariffId")
                .asString();
    }

    private JsonNode kept(ChargePoint station, String status) {
        return LiveHub.until(
                () -> hub.get("/stations/" + station.id + "/tariff/kept")
                        .path("items")
                        .path(0),
                row -> row.path("status").asString().equals(status));
    }

    @Test
    @DisplayName(
            "a default tariff that changed is sent again, when the station is back where it was away; one that OCPP can't say is taken away")
    void keepsDefaults() {
        String id = entered("0.4");
        ChargePoint station = reckoning(id);
        hub.done("PUT", "/stations/" + station.id + "/tariff", "{\"tariff_id\": \"" + id + "\", \"evse\": 1}");
        String first = sent(station, 1);
        changes(id, "0.5", 1);
        String second = sent(station, 2);
        assertThat(second).isNotEqualTo(first).startsWith(id);
        assertThat(station.got(2, "SetDefaultTariff").path("evseId").asInt()).isEqualTo(1);
        changes(id, "0.5", 1);
        station.cut();
        changes(id, "0.6", 1);
        station.connect();
        String third = sent(station, 3);
        assertThat(third).isNotIn(first, second);
        // It has come, and its answer is noted: what is taken away is what was sent last.
        LiveHub.until(() -> kept(station, "Accepted").path("sent_as").asString(), third::equals);
        changes(id, "0.6", 1000);
        JsonNode taken = station.got(1, "ClearTariffs");
        assertThat(taken).isEqualTo(Http.read("{\"tariffIds\": [\"" + third + "\"], \"evseId\": 1}"));
        assertThat(kept(station, "NOT_EXPRESSIBLE").has("sent_as")).isFalse();
        changes(id, "0.6", 1);
        assertThat(sent(station, 4)).isEqualTo(third);
        kept(station, "Accepted");
        hub.done("DELETE", "/tariffs/" + id, null);
        station.got(2, "ClearTariffs");
        kept(station, "WITHDRAWN");
        assertThat(station.got("SetDefaultTariff")).hasSize(4);
        hub.done("DELETE", "/stations/" + station.id + "/tariff", null);
        assertThat(hub.get("/stations/" + station.id + "/tariff/kept").path("items"))
                .isEmpty();
    }

    private Partner agreedOn(String tariff) {
        Partner partner = connected("EMSP");
        hub.done("POST", "/agreements", """
                {"cpo": "%s", "emsp": "%s", "valid_from": "%s", "terms": %s, "tariff_ids": ["%s"]}""".formatted(
                        LiveHub.SELF.star(),
                        partner.party().star(),
                        Messages.ago(Duration.ofDays(30)),
                        LiveHub.USUAL_TERMS,
                        tariff));
        return partner;
    }

    private static JsonNode taps(ChargePoint station, Partner issuer) {
        return station.call(
                "Authorize", """
                {"idToken": {"idToken": "%s", "type": "ISO14443"}}""".formatted(issuer.card("ALLOWED").path("uid").asString()));
    }

    private JsonNode starts(ChargePoint station, Partner issuer, String id, String tariff) {
        return station.call("TransactionEvent", """
                {"eventType": "Started", "timestamp": "%s", "triggerReason": "Authorized", "seqNo": 0,
                 "transactionInfo": {"transactionId": "%s", "tariffId": "%s"}, "evse": {"id": 1, "connectorId": 1},
                 "idToken": {"idToken": "%s", "type": "ISO14443"}}""".formatted(
                        at(0), id, tariff, issuer.card("ALLOWED").path("uid").asString()));
    }

    @Test
    @DisplayName(
            "a driver whose eMSP agreed on another tariff than the station's default has it with the authorisation, or once the session runs")
    void tariffOfOneDriver() {
        String usual = entered("0.4");
        String special = entered("0.3");
        Partner other = agreedOn(special);
        ChargePoint station = reckoning(usual);
        ChargePoint central = reckoning(usual);
        hub.done("PUT", "/stations/" + station.id + "/tariff", "{\"tariff_id\": \"" + usual + "\"}");
        String byDefault = sent(station, 1);
        assertThat(taps(station, emsp).has("tariff")).isFalse();
        assertThat(taps(central, other).has("tariff")).isFalse();
        JsonNode said = taps(station, other);
        assertThat(said.path("idTokenInfo").path("status").asString()).isEqualTo("Accepted");
        String own = said.path("tariff").path("tariffId").asString();
        assertThat(own).startsWith(special).isNotEqualTo(byDefault);
        assertThat(said.path("tariff")
                        .path("energy")
                        .path("prices")
                        .path(0)
                        .path("priceKwh")
                        .decimalValue())
                .isEqualByComparingTo("0.3");
        starts(station, other, "has", own);
        starts(station, emsp, "usual", byDefault);
        starts(central, other, "central", "");
        starts(station, other, "hasn't", byDefault);
        JsonNode changed = station.got(1, "ChangeTransactionTariff");
        assertThat(changed.path("transactionId").asString()).isEqualTo("hasn't");
        assertThat(changed.path("tariff")).isEqualTo(said.path("tariff"));
        assertThat(station.got("ChangeTransactionTariff")).hasSize(1);
        assertThat(central.got("ChangeTransactionTariff")).isEmpty();
    }

    @Test
    @DisplayName(
            "a driver at a station of 1.6 that shows prices reads the operator's text, else the prices where they are always the same")
    void userPrice() {
        String plain = """
                {"price_components": [{"type": "ENERGY", "price": 0.4, "vat": 25, "step_size": 1},
                  {"type": "TIME", "price": 1.2, "vat": 25, "step_size": 1},
                  {"type": "PARKING_TIME", "price": 8, "vat": 25, "step_size": 1}, {"type": "FLAT", "price": 0.333, "vat": 0, "step_size": 1}]}""";
        String first = """
                {"price_components": [{"type": "ENERGY", "price": 0.3, "vat": 25, "step_size": 1}],
                 "restrictions": {"max_kwh": 5}},""";
        String words = ", \"tariff_alt_text\": [{\"language\": \"de\", \"text\": \"Zuerst 0,30\"},"
                + " {\"language\": \"en\", \"text\": \"At first 0.30\"}]";
        ChargePoint unsaid = older(first + plain, "");
        ChargePoint inWords = older(first + plain, words);
        ChargePoint exact = older(plain, "");
        for (ChargePoint station : List.of(unsaid, inWords, exact)) {
            String tag = emsp.card("ALLOWED").path("uid").asString();
            station.call("Authorize", "{\"idTag\": \"" + tag + "\"}");
            if (station != unsaid) {
                JsonNode said = station.got(1, "DataTransfer");
                assertThat(said.path("vendorId").asString()).isEqualTo("org.openchargealliance.costmsg");
                assertThat(said.path("messageId").asString()).isEqualTo("SetUserPrice");
                JsonNode data = Http.read(said.path("data").asString());
                assertThat(data.path("idToken").asString()).isEqualTo(tag);
                assertThat(data.path("priceText").asString())
                        .isEqualTo(
                                station == inWords
                                        ? "At first 0.30"
                                        : "0.50 EUR/kWh + 1.50 EUR/h + 0.333 EUR, parking 10.00 EUR/h");
            }
        }
        exact.call("Authorize", "{\"idTag\": \"NOBODY\"}");
        exact.heartbeat();
        assertThat(exact.got("DataTransfer")).hasSize(1);
        assertThat(unsaid.got("DataTransfer")).isEmpty();
    }
}
