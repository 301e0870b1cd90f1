package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** An amount with its currency (ISO 4217), at most 8 decimal places; 4.4 equals 4.40. */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

    public static final int MAX_SCALE = 8;

    private static final int USUAL_DIGITS = 2;
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

    /** Throws IllegalArgumentException for more digits than an amount may have and for a currency that isn't three letters. */
    public static Money parse(BigDecimal amount, String currency) {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("a currency is three letters, as EUR");
        }
        return new Money(DecimalLimit.AMOUNT.checked(amount), currency.toUpperCase(Locale.ROOT));
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

    /** Decimal places of the currency's smallest coin: 2 for EUR, 0 for JPY; 2 for one that nobody knows. */
    public int minorDigits() {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return USUAL_DIGITS;
        }
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "amounts in " + currency + " and " + other.currency + " can't be added or compared");
        }
    }

    /** Throws IllegalArgumentException across currencies: no order exists between them. */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
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
