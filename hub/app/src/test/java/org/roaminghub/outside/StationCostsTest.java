package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stations are told of costs and what they say of them themselves. */
class StationCostsTest extends CostsTest {

    @Test
    @DisplayName(
            "OCPP-42 the end is answered with what it cost, with taxes; 2.0.1 takes no cost before, 2.1 where it shows it")
    void tellsTheCost() {
        for (String version : List.of("2.0.1", "2.1")) {
            ChargePoint station = station(version, taxed());
            assertThat(begins(station, "tx", "").has("totalCost")).isFalse();
            assertThat(station.event("Updated", "tx", 1, at(600), 12_000, "").has("totalCost"))
                    .isFalse();
            reads(station, ENABLED, "true", CURRENCY, "EUR");
            JsonNode running = station.event("Updated", "tx", 2, at(1200), 14_000, "");
            if (version.equals("2.1")) {
                assertThat(cost(running)).isEqualByComparingTo("2");
            } else {
                assertThat(running.has("totalCost")).isFalse();
            }
            assertThat(cost(station.event("Ended", "tx", 3, at(1800), 15_000, "")))
                    .isEqualByComparingTo("2.5");
            // It asks again: nobody answered, it thinks.
            assertThat(cost(station.event("Ended", "tx", 3, at(1800), 15_000, "")))
                    .isEqualByComparingTo("2.5");
        }
    }

    @Test
    @DisplayName(
            "no cost is told where none is known: no tariff, no taxes, a part that is missing, another currency, no display")
    void tellsNoCost() {
        ChargePoint unknown = station("2.1", Messages.unique("T"));
        begins(unknown, "tx", "");
        assertThat(unknown.event("Ended", "tx", 1, at(600), 12_000, "").has("totalCost"))
                .isFalse();
        ChargePoint station = station("2.1", tariff(""));
        begins(station, "net", "");
        assertThat(station.event("Ended", "net", 1, at(600), 12_000, "").has("totalCost"))
                .isFalse();
        ChargePoint shows = station("2.1", taxed());
        begins(shows, "gap", "");
        assertThat(shows.event("Ended", "gap", 2, at(600), 12_000, "").has("totalCost"))
                .isFalse();
        reads(shows, ENABLED, "true", CURRENCY, "SEK");
        begins(shows, "sek", "");
        assertThat(shows.event("Ended", "sek", 1, at(600), 12_000, "").has("totalCost"))
                .isFalse();
        reads(shows, ENABLED, "false", CURRENCY, "EUR");
        begins(shows, "dark", "");
        assertThat(shows.event("Ended", "dark", 1, at(600), 12_000, "").has("totalCost"))
                .isFalse();
        reads(shows, ENABLED, "true", CURRENCY, "EUR");
        begins(shows, "light", "");
        assertThat(cost(shows.event("Ended", "light", 1, at(600), 12_000, ""))).isEqualByComparingTo("1");
    }

    @Test
    @DisplayName("a station of 1.6 that shows costs is told the final one in the extension for it; another one is not")
    void finalCost() {
        ChargePoint plain = station("1.6", taxed()).accepts("DataTransfer");
        ChargePoint shows = station("1.6", taxed()).accepts("DataTransfer");
        shows.answers("GetConfiguration", p -> Http.read("""
                {"configurationKey": [{"key": "CustomDisplayCostAndPrice", "readonly": true, "value": "true"}]}"""));
        hub.done("POST", "/stations/" + shows.id + "/configuration/read", "{}");
        for (ChargePoint station : List.of(plain, shows)) {
            String card = emsp.card("ALLOWED").path("uid").asString();
            int transaction =
                    station.start(1, card, 10_000, at(0)).path("transactionId").asInt();
            station.stop(transaction, "13333", at(1200));
            if (station == shows) {
                JsonNode said = shows.got(1, "DataTransfer");
                assertThat(said.path("vendorId").asString()).isEqualTo("org.openchargealliance.costmsg");
                assertThat(said.path("messageId").asString()).isEqualTo("FinalCost");
                JsonNode data = Http.read(said.path("data").asString());
                assertThat(data.path("transactionId").asInt()).isEqualTo(transaction);
                assertThat(data.path("cost").decimalValue()).isEqualByComparingTo("1.6665");
                assertThat(data.path("priceText").asString()).isEqualTo("1.67 EUR");
            }
        }
        emsp.got(2, "POST", "cdrs");
        assertThat(plain.got("DataTransfer")).isEmpty();
        assertThat(shows.got("DataTransfer")).hasSize(1);
    }

    private static String reckoned(String total) {
        return """
                , "costDetails": {"failureToCalculate": false, "totalCost": {"currency": "EUR", "typeOfCost": "NormalCost",
                   "total": %s}, "totalUsage": {"energy": 5, "chargingTime": 1800, "idleTime": 0}}""".formatted(total);
    }

    private JsonNode transaction(ChargePoint station, String id) {
        return LiveHub.until(
                        () -> hub.get("/stations/" + station.id)
                                .path("transactions")
                                .valueStream()
                                .toList(),
                        all -> all.stream()
                                .anyMatch(
                                        t -> t.path("transaction_id").asString().equals(id) && t.has("cdr_id")))
                .stream()
                .filter(t -> t.path("transaction_id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("OCPP-40 what a station reckons itself is shown and compared, and the bill stays the hub's")
    void comparesWithTheStation() {
        ChargePoint station = station("2.1", taxed());
        begins(station, "agrees", "");
        station.event("Ended", "agrees", 1, at(1800), 15_000, reckoned("{\"exclTax\": 2, \"inclTax\": 2.51}"));
        JsonNode agrees = transaction(station, "agrees");
        assertThat(agrees.path("flags")).isEmpty();
        assertThat(agrees.path("station_cost").path("incl_tax").decimalValue()).isEqualByComparingTo("2.51");
        begins(station, "differs", "");
        station.event("Updated", "differs", 1, at(900), 12_000, reckoned("{\"exclTax\": 0.8, \"inclTax\": 1}"));
        station.event("Ended", "differs", 2, at(1800), 15_000, reckoned("{\"exclTax\": 1, \"inclTax\": 2.52}"));
        assertThat(transaction(station, "differs").path("flags").valueStream().map(JsonNode::asString))
                .containsExactly("COST_DIFFERS");
        List<JsonNode> cdrs = emsp.got(2, "POST", "cdrs").stream()
                .map(r -> Http.read(r.text()))
                .toList();
        assertThat(cdrs)
                .allMatch(c ->
                        c.path("total_cost").path("incl_vat").decimalValue().compareTo(new BigDecimal("2.5")) == 0);
        assertThat(cdrs)
                .filteredOn(c -> c.path("remark").asString().contains("COST_DIFFERS"))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "a tariff is sent to a station of 2.1 as its default, under another id when it is another; what OCPP can't say is refused")
    void defaultTariffs() {
        ChargePoint station =
                station("2.1", taxed()).accepts("SetDefaultTariff").accepts("GetTariffs");
        station.answers("ClearTariffs", p -> Http.read("{\"clearTariffsResult\": [{\"status\": \"Accepted\"}]}"));
        String id = Messages.unique("T");
        String path = "/stations/" + station.id + "/tariff";
        hub.done("POST", "/tariffs", """
                {"id": "%s", "currency": "EUR", "elements": [
                  {"price_components": [{"type": "ENERGY", "price": 0.3, "vat": 19, "step_size": 1}],
                   "restrictions": {"start_time": "22:00", "end_time": "06:00", "day_of_week": ["MONDAY"], "max_kwh": 20}},
                  {"price_components": [{"type": "ENERGY", "price": 0.4, "vat": 19, "step_size": 1},
                    {"type": "PARKING_TIME", "price": 3, "step_size": 1}, {"type": "FLAT", "price": 1, "step_size": 1}]}]}""".formatted(id));
        JsonNode answer = hub.done("PUT", path, "{\"tariff_id\": \"" + id + "\", \"evse\": 1}");
        assertThat(answer.path("status").asString()).isEqualTo("Accepted");
        JsonNode said = station.got(1, "SetDefaultTariff");
        assertThat(said.path("evseId").asInt()).isEqualTo(1);
        JsonNode tariff = said.path("tariff");
        assertThat(tariff.path("currency").asString()).isEqualTo("EUR");
        JsonNode night = tariff.path("energy").path("prices").path(0);
        assertThat(night.path("priceKwh").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(night.path("conditions")).isEqualTo(Http.read("""
                {"startTimeOfDay": "22:00", "endTimeOfDay": "06:00", "dayOfWeek": ["Monday"], "maxEnergy": 20000}"""));
        assertThat(tariff.path("energy").path("prices").path(1).has("conditions"))
                .isFalse();
        assertThat(tariff.path("energy").path("taxRates").path(0).path("tax").asInt())
                .isEqualTo(19);
        assertThat(tariff.path("idleTime")
                        .path("prices")
                        .path(0)
                        .path("priceMinute")
                        .decimalValue())
                .isEqualByComparingTo("0.05");
        assertThat(tariff.path("fixedFee")
                        .path("prices")
                        .path(0)
                        .path("priceFixed")
                        .asInt())
                .isEqualTo(1);
        hub.done("PUT", path, "{\"tariff_id\": \"" + id + "\"}");
        assertThat(station.got(2, "SetDefaultTariff").path("tariff")).isEqualTo(tariff);
        hub.done("PUT", "/tariffs/" + id, """
                {"currency": "EUR", "elements": [{"price_components": [{"type": "ENERGY", "price": 0.5, "step_size": 1}]}]}""");
        hub.done("PUT", path, "{\"tariff_id\": \"" + id + "\"}");
        assertThat(station.got(3, "SetDefaultTariff")
                        .path("tariff")
                        .path("tariffId")
                        .asString())
                .startsWith(id)
                .isNotEqualTo(tariff.path("tariffId").asString());
        for (String bad : List.of(
                "{\"type\": \"ENERGY\", \"price\": 0.5, \"step_size\": 100}",
                "{\"type\": \"TIME\", \"price\": 1, \"step_size\": 1}")) {
            hub.done(
                    "PUT",
                    "/tariffs/" + id,
                    "{\"currency\": \"EUR\", \"elements\": [{\"price_components\": [" + bad + "]}]}");
            assertThat(hub.admin("PUT", path, "{\"tariff_id\": \"" + id + "\"}").http())
                    .as(bad)
                    .isEqualTo(422);
        }
        ChargePoint older = station("2.0.1", taxed());
        assertThat(hub.admin("PUT", "/stations/" + older.id + "/tariff", "{\"tariff_id\": \"" + id + "\"}")
                        .http())
                .isEqualTo(422);
        assertThat(hub.admin("PUT", path, "{\"tariff_id\": \"none\"}").http()).isEqualTo(404);
        assertThat(hub.get(path).path("status").asString()).isEqualTo("Accepted");
        assertThat(hub.done("DELETE", path, null).path("payload").path("clearTariffsResult"))
                .hasSize(1);
    }

    private static String meter(String at, int imported, int exported) {
        return """
                , "meterValue": [{"timestamp": "%s", "sampledValue": [{"value": %d},
                   {"value": %d, "measurand": "Energy.Active.Export.Register"}]}]""".formatted(at, imported, exported);
    }

    @Test
    @DisplayName(
            "what a vehicle gives back is told in its periods and takes nothing off the bill, even where it gave more than it got")
    void exportsAreNotPaid() {
        ChargePoint station = station("2.1", taxed());
        String card = emsp.card("ALLOWED").path("uid").asString();
        station.event("Started", "v2x", 0, at(0), null, """
                , "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "%s", "type": "ISO14443"}""".formatted(card) + meter(at(0), 1000, 0));
        station.event("Updated", "v2x", 1, at(1200), null, meter(at(1200), 5000, 0));
        station.event("Updated", "v2x", 2, at(2400), null, meter(at(2400), 5000, 6000));
        assertThat(cost(station.event("Ended", "v2x", 3, at(3600), null, meter(at(3600), 6000, 9000))))
                .isEqualByComparingTo("2.5");
        JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
        assertThat(cdr.path("total_energy").decimalValue()).isEqualByComparingTo("5");
        assertThat(cdr.path("total_cost").path("excl_vat").decimalValue()).isEqualByComparingTo("2");
        assertThat(cdr.path("total_cost").path("incl_vat").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(volumes(cdr)).containsEntry("ENERGY_EXPORT", 9.0).containsEntry("ENERGY", 5.0);
    }

    private static java.util.Map<String, Double> volumes(JsonNode cdr) {
        return cdr.path("charging_periods")
                .valueStream()
                .flatMap(p -> p.path("dimensions").valueStream())
                .collect(Collectors.groupingBy(
                        d -> d.path("type").asString(),
                        Collectors.summingDouble(d -> d.path("volume").asDouble())));
    }
}
