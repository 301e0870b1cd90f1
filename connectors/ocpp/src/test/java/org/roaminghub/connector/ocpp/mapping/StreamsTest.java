package org.roaminghub.connector.ocpp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Component;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.Variable;
import org.roaminghub.connector.ocpp.message.v2.Streams.NotifyPeriodicEventStreamRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.inbound.StationStreams.Meter;
import org.roaminghub.spi.inbound.Stations.Reading;
import tools.jackson.databind.JsonNode;

class StreamsTest {

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Meter meter(String component, String evse, String variable) {
        return Streams.meter(
                Messages.taken(Component.class, json("{\"name\": \"%s\"%s}".formatted(component, evse))),
                Messages.taken(Variable.class, json(variable)));
    }

    @Test
    @DisplayName("a variable is a meter where it is one of an EVSE and measures what sessions are made of")
    void meters() {
        String first = ", \"evse\": {\"id\": 1, \"connectorId\": 2}";
        assertThat(meter("FiscalMetering", first, "{\"name\": \"EnergyImportRegister\"}"))
                .isEqualTo(new Meter(
                        "FiscalMetering@1/2.EnergyImportRegister", 1, "Energy.Active.Import.Register", null, null));
        assertThat(meter("EVSE", first, "{\"name\": \"ACCurrent\", \"instance\": \"L2\"}"))
                .isEqualTo(new Meter("EVSE@1/2.ACCurrent{L2}", 1, "Current.Import", "L2", null));
        assertThat(meter("ConnectedEV", first, "{\"name\": \"StateOfCharge\"}"))
                .extracting(Meter::measurand)
                .isEqualTo("SoC");
        assertThat(meter("FiscalMetering", "", "{\"name\": \"EnergyImportRegister\"}"))
                .isNull();
        assertThat(meter("FiscalMetering", ", \"evse\": {\"id\": 0}", "{\"name\": \"Power\"}"))
                .isNull();
        assertThat(meter("EVSE", first, "{\"name\": \"Temperature\"}")).isNull();
    }

    @Test
    @DisplayName("values are at their offset, in base units; what is no number or of another day is left out")
    void values() {
        Meter meter =
                new Meter("FiscalMetering@1.EnergyImportRegister", 1, "Energy.Active.Import.Register", null, "kWh");
        List<Reading> readings = Streams.readings(
                Messages.taken(NotifyPeriodicEventStreamRequest.class, json("""
                        {"basetime": "2026-11-29T10:00:00Z", "data": [{"t": -1.5, "v": "1.25"}, {"t": 60, "v": "2"},
                         {"t": 61, "v": "much"}, {"v": "3"}, {"t": 1e9, "v": "4"}]}""")), meter, Instant.EPOCH);
        assertThat(readings)
                .extracting(reading -> reading.at() + " " + reading.value())
                .containsExactly("2026-11-29T09:59:58.500Z 1.25E+3", "2026-11-29T10:01:00Z 2E+3");
    }
}
