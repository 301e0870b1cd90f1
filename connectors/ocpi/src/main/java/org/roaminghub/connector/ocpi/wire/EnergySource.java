package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;

/** EnergySource, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record EnergySource(String source, BigDecimal percentage) {

    public static EnergySource read(Fields f) {
        return new EnergySource(f.code("source", Codes.ENERGY_SOURCE), f.number("percentage"));
    }
}
