package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A price before and after taxes; one of the two at least. OCPI 2.2.1 knows excl_vat and incl_vat, tax = their difference. */
public record Price(
        @Nullable Money beforeTaxes,
        List<Tax> taxes,
        @Nullable Money afterTaxes) {

    public Price {
        taxes = taxes == null ? List.of() : List.copyOf(taxes);
    }

    /** Throws IllegalArgumentException when neither amount is there or the two are in different currencies. */
    public static Price parse(@Nullable Money beforeTaxes, List<Tax> taxes, @Nullable Money afterTaxes) {
        if (beforeTaxes == null && afterTaxes == null) {
            throw new IllegalArgumentException("a price has an amount before or after taxes");
        }
        if (beforeTaxes != null && afterTaxes != null && !beforeTaxes.currency().equals(afterTaxes.currency())) {
            throw new IllegalArgumentException("a price is in one currency");
        }
        return new Price(beforeTaxes, taxes, afterTaxes);
    }

    /** As OCPI 2.2.1 says it: with both amounts their difference is one tax named VAT (2.2.1 §16.5); 2.1.1 only knows the first. */
    public static Price ofVat(Money exclVat, @Nullable Money inclVat) {
        if (inclVat == null) {
            return parse(exclVat, List.of(), null);
        }
        BigDecimal vat = inclVat.minus(exclVat).amount();
        return parse(exclVat, List.of(new Tax("VAT", null, null, vat)), inclVat);
    }

    /** One tax in the price. Percent is 21 for 21 %. Numbers are equal by value: 21 and 21.0 are one percentage. */
    public record Tax(
            String name, @Nullable String account, @Nullable BigDecimal percent, BigDecimal amount) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Tax tax
                    && tax.name.equals(name)
                    && Objects.equals(tax.account, account)
                    && Objects.equals(bare(tax.percent), bare(percent))
                    && tax.amount.compareTo(amount) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, account, bare(percent), bare(amount));
        }

        private static @Nullable BigDecimal bare(@Nullable BigDecimal number) {
            return number == null ? null : number.stripTrailingZeros();
        }
    }

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
                taxes.stream()
                        .map(t -> new Tax(t.name, t.account, t.percent, t.amount.negate()))
                        .toList(),
                afterTaxes == null ? null : afterTaxes.negated());
    }
}
