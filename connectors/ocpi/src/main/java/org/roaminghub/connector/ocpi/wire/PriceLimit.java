package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** PriceLimit, OCPI 2.3.0 ch. 11; in 2.2.1 a Price: excl_vat, incl_vat. */
@SuppressWarnings("MemberName")
public record PriceLimit(BigDecimal before_taxes, @Nullable BigDecimal after_taxes) {

    public static PriceLimit read(Fields f) {
        return f.release() == Release.V2_3_0
                ? new PriceLimit(f.number("before_taxes"), f.findNumber("after_taxes"))
                : new PriceLimit(f.number("excl_vat"), f.findNumber("incl_vat"));
    }
}
