package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;

/**
 * An amount, rounded. {@code before} absent: the prices contain a tax of unknown rate, so only the amount with it can be known.
 * {@code after} absent: no tax is named. The taxes sum to the difference.
 */
public record Cost(
        String currency,
        @Nullable BigDecimal before,
        List<Price.Tax> taxes,
        @Nullable BigDecimal after) {

    public Cost {
        taxes = List.copyOf(taxes);
    }

    public Price price() {
        return Price.parse(money(before), taxes, money(after));
    }

    private @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount, currency);
    }

    /** Before taxes where that is known. */
    public BigDecimal leading() {
        return price().leading().amount();
    }
}
