package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prices at own stations that depend on the current: by what the meter told of it, or not at all. */
class StationCurrentsTest extends OutsideTest {

    private static final String BY_CURRENT = """
            {"price_components": [{"type": "ENERGY", "price": 0.60, "step_size": 1}], "restrictions": {"min_current": 30}},
            {"price_components": [{"type": "ENERGY", "price": 0.30, "step_size": 1}]}""";

    private Partner emsp() {
        Partner emsp = connected("EMSP");
        hub.agree(LiveHub.SELF, emsp.party(), null);
        return emsp;
    }

    private ChargePoint station() {
        String id = Messages.unique("T");
        hub.done("POST", "/tariffs", StationPricesTest.tariff(id, BY_CURRENT));
        ChargePoint station = ChargePoint.priced(hub, "1.6", id).connect();
        station.boot();
        return station;
    }

    private static int start(ChargePoint station, Partner emsp, Instant at) {
        return station.start(1, emsp.card("ALLOWED").path("uid").asString(), 0, at.toString())
                .path("transactionId")
                .asInt();
    }

    /** A register and the current of each of three phases. */
    private static void read(ChargePoint station, int transaction, Instant at, int wh, int amps) {
        StringBuilder phases = new StringBuilder();
        for (String phase : new String[] {"L1", "L2", "L3"}) {
            phases.append("""
                    , {"value": "%d", "measurand": "Current.Import", "phase": "%s", "unit": "A"}""".formatted(amps, phase));
        }
        station.call("MeterValues", """
                {"connectorId": 1, "transactionId": %d, "meterValue": [{"timestamp": "%s", "sampledValue": [{"value": "%d"}%s]}]}""".formatted(transaction, at, wh, phases));
    }

    @Test
    @DisplayName("energy costs what its current costs, summed over the phases; the CDR says which current that was")
    void pricesByCurrent() {
        Partner emsp = emsp();
        try (ChargePoint station = station()) {
            Instant start = StationPricesTest.ago(60);
            int transaction = start(station, emsp, start);
            read(station, transaction, start.plusSeconds(900), 4_000, 16);
            read(station, transaction, start.plusSeconds(1_800), 8_000, 6);
            station.stop(transaction, "10000", start.plusSeconds(2_700).toString());
            JsonNode cdr = Http.read(emsp.only("POST", "cdrs").text());
            // 8 kWh at 48 A, then 2 kWh at 18 A.
            StationPricesTest.costs(cdr.path("total_cost"), "5.4", "");
            JsonNode periods = cdr.path("charging_periods");
            assertThat(periods).hasSize(2);
            assertThat(volume(periods.path(0), "MIN_CURRENT")).isEqualByComparingTo("48");
            assertThat(volume(periods.path(0), "ENERGY")).isEqualByComparingTo("8");
            assertThat(volume(periods.path(1), "MAX_CURRENT")).isEqualByComparingTo("18");
        }
    }

    static BigDecimal volume(JsonNode period, String type) {
        return period.path("dimensions")
                .valueStream()
                .filter(d -> d.path("type").asString().equals(type))
                .map(d -> d.path("volume").decimalValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("without readings of the current the CDR is held with its reason")
    void holdsWhatNobodyMeasured() {
        Partner emsp = emsp();
        try (ChargePoint station = station()) {
            Instant start = StationPricesTest.ago(60);
            int transaction = start(station, emsp, start);
            station.stop(transaction, "10000", start.plusSeconds(2_700).toString());
            JsonNode held = LiveHub.until(
                    () -> hub.get("/stations/" + station.id)
                            .path("transactions")
                            .path(0),
                    t -> t.has("held"));
            assertThat(held.path("held").asString()).isEqualTo("TARIFF_NEEDS_CURRENT");
            assertThat(emsp.got("POST", "cdrs")).isEmpty();
        }
    }
}
