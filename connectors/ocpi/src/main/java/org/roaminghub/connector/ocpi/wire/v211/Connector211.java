package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** Connector, OCPI 2.1.1 mod_locations. V and A. */
@SuppressWarnings("MemberName")
public record Connector211(
        String id,
        String standard,
        String format,
        String power_type,
        int voltage,
        int amperage,
        @Nullable String tariff_id,
        @Nullable String terms_and_conditions,
        Instant last_updated) {

    public static Connector211 read(Fields f) {
        return new Connector211(
                f.id("id", 36),
                f.code("standard", Codes.CONNECTOR_TYPE),
                f.code("format", Codes.CONNECTOR_FORMAT),
                f.code("power_type", Codes.POWER_TYPE),
                f.integer("voltage"),
                f.integer("amperage"),
                f.findId("tariff_id", 36),
                f.findText("terms_and_conditions", 255),
                f.time("last_updated"));
    }
}
