package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connector, OCPI 2.3.0 ch. 8. V, A, W. */
@SuppressWarnings("MemberName")
public record Connector(
        String id,
        String standard,
        String format,
        String power_type,
        int max_voltage,
        int max_amperage,
        @Nullable Integer max_electric_power,
        List<String> tariff_ids,
        @Nullable String terms_and_conditions,
        List<String> capabilities,
        Instant last_updated) {

    public Connector {
        tariff_ids = List.copyOf(tariff_ids);
        capabilities = List.copyOf(capabilities);
    }

    public static Connector read(Fields f, Edition edition) {
        return new Connector(
                f.id("id", 36),
                edition.word(f, "standard", Codes.CONNECTOR_TYPE),
                f.code("format", Codes.CONNECTOR_FORMAT),
                f.code("power_type", Codes.POWER_TYPE),
                f.integer("max_voltage"),
                f.integer("max_amperage"),
                f.findInteger("max_electric_power"),
                f.ids("tariff_ids", 36),
                f.findText("terms_and_conditions", 255),
                edition.isNewest() ? f.ids("capabilities", 100) : List.of(),
                f.time("last_updated"));
    }
}
