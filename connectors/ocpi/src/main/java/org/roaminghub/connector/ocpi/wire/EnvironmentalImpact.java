package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;

/** EnvironmentalImpact, OCPI 2.2.1 ch. 8. Grams per kWh. */
@SuppressWarnings("MemberName")
public record EnvironmentalImpact(String category, BigDecimal amount) {

    public static EnvironmentalImpact read(Fields f) {
        String name = f.release() == Release.V2_1_1 ? "source" : "category";
        return new EnvironmentalImpact(f.openCode(name, Codes.ENVIRONMENTAL_IMPACT), f.number("amount"));
    }
}
