package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Price, OCPI 2.2.1 ch. 16. */
@SuppressWarnings("MemberName")
public record Price(BigDecimal excl_vat, @Nullable BigDecimal incl_vat) {

    public static Price read(Fields f) {
        return new Price(f.number("excl_vat"), f.findNumber("incl_vat"));
    }
}
