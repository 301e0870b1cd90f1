package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stations are told of costs between their own messages. */
class StationRunningCostsTest extends CostsTest {

    private static final String AVAILABLE = "TariffCostCtrlr.Available{Cost}";

    private ChargePoint silent(String version) {
        return station(version, taxed()).answers("CostUpdated", p -> Http.read("{}"));
    }

    private ChargePoint showing(String version, String... more) {
        ChargePoint station = silent(version);
        String[] usual = {ENABLED, "true", CURRENCY, "EUR"};
        reads(station, more.length == 0 ? usual : more);
        return station;
    }

    private static List<BigDecimal> told(ChargePoint station) {
        return station.got("CostUpdated").stream()
                .map(p -> p.path("totalCost").decimalValue().stripTrailingZeros())
                .toList();
    }

    @Test
    @DisplayName(
            "a running cost is told to a station that shows costs, once; to none that doesn't say so, shows another currency, reckons itself or was answered")
    void follows() {
        List<ChargePoint> others = List.of(
                silent("2.0.1"),
                showing("2.0.1", ENABLED, "false"),
                showing("2.0.1", ENABLED, "true", AVAILABLE, "false"),
                showing("2.0.1", ENABLED, "true", CURRENCY, "SEK"),
                showing("2.1"),
                showing("2.0.1"));
        ChargePoint reckons = others.getLast();
        ChargePoint station = showing("2.0.1");
        ChargePoint last = showing("2.0.1");
        for (ChargePoint other : others) {
            begins(other, "tx", "");
            other.event("Updated", "tx", 1, at(600), 12_000, other == reckons ? """
                    , "costDetails": {"failureToCalculate": false, "totalCost": {"currency": "EUR", "typeOfCost": "NormalCost",
                       "total": {"exclTax": 1, "inclTax": 1}}, "totalUsage": {"energy": 2, "chargingTime": 600, "idleTime": 0}}""" : "");
        }
        begins(station, "tx", "");
        station.event("Updated", "tx", 1, at(600), 12_000, "");
        JsonNode first = station.got(1, "CostUpdated");
        assertThat(first.path("transactionId").asString()).isEqualTo("tx");
        assertThat(first.path("totalCost").decimalValue()).isEqualByComparingTo("1");
        station.event("Updated", "tx", 2, at(700), 12_000, "");
        begins(last, "tx", "");
        last.event("Updated", "tx", 1, at(600), 12_000, "");
        last.got(1, "CostUpdated");
        station.event("Updated", "tx", 3, at(1200), 14_000, "");
        station.got(2, "CostUpdated");
        assertThat(told(station)).containsExactly(new BigDecimal("1"), new BigDecimal("2"));
        assertThat(others).allMatch(other -> other.got("CostUpdated").isEmpty());
        station.event("Ended", "tx", 4, at(1800), 15_000, "");
    }

    /** What it read came before its start. */
    private int charges(ChargePoint station) {
        station.meter(1, null, "12000", at(600));
        return station.start(1, emsp.card("ALLOWED").path("uid").asString(), 10_000, at(0))
                .path("transactionId")
                .asInt();
    }

    @Test
    @DisplayName(
            "a station of 1.6 is told the running cost with the prices of the moment, and nothing where those aren't exact")
    void runningCost() {
        String energy = "{\"type\": \"ENERGY\", \"price\": 0.4, \"vat\": 25, \"step_size\": %d}";
        ChargePoint stepping = older("{\"price_components\": [" + energy.formatted(1000) + "]}", "");
        ChargePoint capped =
                older("{\"price_components\": [" + energy.formatted(1) + "]}", ", \"max_price\": {\"excl_vat\": 9}");
        ChargePoint byPower = older(
                "{\"price_components\": [" + energy.formatted(1) + "], \"restrictions\": {\"max_power\": 50}}", "");
        ChargePoint station = older("""
                {"price_components": [{"type": "ENERGY", "price": 9, "vat": 25, "step_size": 1}], "restrictions": {"max_kwh": 1}},
                {"price_components": [%s, {"type": "TIME", "price": 1.2, "vat": 25, "step_size": 1},
                  {"type": "PARKING_TIME", "price": 8, "vat": 25, "step_size": 1},
                  {"type": "FLAT", "price": 1, "vat": 25, "step_size": 1}]}""".formatted(energy.formatted(1)), "");
        List.of(stepping, capped, byPower).forEach(this::charges);
        int transaction = charges(station);
        JsonNode said = station.got(1, "DataTransfer");
        assertThat(said.path("vendorId").asString()).isEqualTo("org.openchargealliance.costmsg");
        assertThat(said.path("messageId").asString()).isEqualTo("RunningCost");
        JsonNode data = Http.read(said.path("data").asString());
        assertThat(data.path("transactionId").asInt()).isEqualTo(transaction);
        assertThat(data.path("timestamp").asString()).isEqualTo(at(600));
        assertThat(data.path("meterValue").asInt()).isEqualTo(12_000);
        assertThat(data.path("state").asString()).isEqualTo("Charging");
        // 1.25 for the session, 1 kWh at 11.25 and one at 0.50, ten minutes at 1.50 an hour.
        assertThat(data.path("cost").decimalValue()).isEqualByComparingTo("13.25");
        assertThat(data.path("chargingPrice")).isEqualTo(Http.read("""
                {"kWhPrice": 0.5, "hourPrice": 1.5, "flatFee": 1.25}"""));
        assertThat(data.path("idlePrice")).isEqualTo(Http.read("{\"hourPrice\": 10}"));
        assertThat(data.propertyNames())
                .isEqualTo(Set.of(
                        "transactionId", "timestamp", "meterValue", "cost", "state", "chargingPrice", "idlePrice"));
        assertThat(List.of(stepping, capped, byPower))
                .allMatch(other -> other.got("DataTransfer").isEmpty());
    }
}
