package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A price before and after taxes; one of the two at least. OCPI 2.2.1 knows excl_vat and incl_vat, tax = their difference. */
public record Price(@Nullable Money beforeTaxes, List<Tax> taxes, @Nullable Money afterTaxes) {

    public Price {
        taxes = taxes == null ? List.of() : List.copyOf(taxes);
    }

    /** One tax in the price. Percent is 21 for 21 %. */
    public record Tax(String name, @Nullable String account, @Nullable BigDecimal percent, BigDecimal amount) {}

    /** Before taxes where known, else after taxes. */
    public Money leading() {
        Money leading = beforeTaxes != null ? beforeTaxes : afterTaxes;
        if (leading == null) {
            throw new IllegalStateException("a price has an amount before or after taxes");
        }
        return leading;
    }

    public Price negated() {
        return new Price(
                beforeTaxes == null ? null : beforeTaxes.negated(),
                taxes.stream().map(t -> new Tax(t.name, t.account, t.percent, t.amount.negate())).toList(),
                afterTaxes == null ? null : afterTaxes.negated());
    }
}
