package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Price, OCPI 2.3.0 ch. 17. 2.2.1 says excl_vat and incl_vat: their difference is one tax, named VAT (facts §5.5). */
@SuppressWarnings("MemberName")
public record Price(BigDecimal before_taxes, List<TaxAmount> taxes) {

    /** The tax that 2.2.1 means. */
    public static final String VAT = "VAT";

    public Price {
        taxes = List.copyOf(taxes);
    }

    public static Price read(Fields f) {
        return f.release() == Release.V2_3_0
                ? new Price(f.number("before_taxes"), f.list("taxes", TaxAmount::read))
                : ofVat(f.number("excl_vat"), f.findNumber("incl_vat"));
    }

    public static Price ofVat(BigDecimal excl, @Nullable BigDecimal incl) {
        return new Price(excl, incl == null ? List.of() : List.of(new TaxAmount(VAT, null, null, incl.subtract(excl))));
    }

    /** What 2.2.1 calls incl_vat; null where nothing is known of taxes. */
    public @Nullable BigDecimal afterTaxes() {
        return taxes.isEmpty() ? null : taxes.stream().map(TaxAmount::amount).reduce(before_taxes, BigDecimal::add);
    }
}
