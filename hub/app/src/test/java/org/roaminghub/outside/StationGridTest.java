package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What OCPP 2.1 adds: discharging, costs that the station reckons (facts §8). */
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
}
