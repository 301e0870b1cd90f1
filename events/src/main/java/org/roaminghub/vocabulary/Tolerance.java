package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/**
 * How far the hub's own rating of a CDR may be from its cost: {@code amount} in the CDR's currency or {@code percent} of the
 * cost, whichever is more.
 */
public record Tolerance(BigDecimal amount, BigDecimal percent) {

    public static final Tolerance DEFAULT = new Tolerance(new BigDecimal("0.01"), new BigDecimal("0.1"));

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** Throws IllegalArgumentException below zero, above 100 percent and for more digits than an amount may have. */
    public static Tolerance parse(BigDecimal amount, BigDecimal percent) {
        DecimalLimit.AMOUNT.checked(amount);
        DecimalLimit.AMOUNT.checked(percent);
        if (amount.signum() < 0 || percent.signum() < 0 || percent.compareTo(WHOLE) > 0) {
            throw new IllegalArgumentException("a tolerance is an amount from 0 and a share from 0 to 100 percent");
        }
        return new Tolerance(amount, percent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tolerance t && t.amount.compareTo(amount) == 0 && t.percent.compareTo(percent) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode() * 31
                + percent.stripTrailingZeros().hashCode();
    }
}
