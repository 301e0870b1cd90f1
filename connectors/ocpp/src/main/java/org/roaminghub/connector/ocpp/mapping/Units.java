package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** To the base units: Wh, W, A, V, %. */
final class Units {

    private Units() {}

    /** {@code unit} absent is the base unit; {@code exponent}: times ten to that power. */
    static BigDecimal base(BigDecimal value, @Nullable String unit, int exponent) {
        boolean kilo = unit != null && unit.length() > 1 && unit.startsWith("k");
        return value.movePointRight((kilo ? 3 : 0) + Math.clamp(exponent, -9, 9))
                .stripTrailingZeros();
    }
}
