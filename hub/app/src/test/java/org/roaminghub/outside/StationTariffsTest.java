package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(kept(station, "Accepted").path("sent_as").asString()).isIn(second, third);
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
}
