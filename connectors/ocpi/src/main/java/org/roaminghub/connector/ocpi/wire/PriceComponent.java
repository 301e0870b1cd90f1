package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** PriceComponent, OCPI 2.2.1 ch. 11. Price per kWh, hour or session; vat in %; step_size in Wh or s. */
@SuppressWarnings("MemberName")
public record PriceComponent(
        String type, BigDecimal price, @Nullable BigDecimal vat, int step_size) {

    public static PriceComponent read(Fields f) {
        return new PriceComponent(
                f.code("type", Codes.TARIFF_DIMENSION), f.number("price"), f.findNumber("vat"), f.integer("step_size"));
    }
}
