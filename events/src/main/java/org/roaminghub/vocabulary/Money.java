package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** An amount with its currency (ISO 4217), at most 8 decimal places; 4.4 equals 4.40. */
public record Money(BigDecimal amount, String currency) {

    public static final int MAX_SCALE = 8;

    public static Money parse(BigDecimal amount, String currency) {
        if (amount.stripTrailingZeros().scale() > MAX_SCALE) {
            throw new IllegalArgumentException("an amount has at most " + MAX_SCALE + " decimal places");
        }
        return new Money(amount, currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        return plus(other.negated());
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts in " + currency + " and " + other.currency + " can't be added");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Money money && money.currency.equals(currency) && money.amount.compareTo(amount) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode() * 31 + currency.hashCode();
    }
}
