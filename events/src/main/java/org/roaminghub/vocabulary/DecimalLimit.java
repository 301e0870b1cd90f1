package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/**
 * How large and how fine a decimal from outside may be. Without it a message of ten bytes ({@code 1e999999999}) would
 * become a text of a gigabyte where it is written in plain digits.
 */
enum DecimalLimit {
    /** Amounts of money, digits after the point as in {@link Money#MAX_SCALE}. */
    AMOUNT(15, Money.MAX_SCALE),
    /** Measured quantities; partners that calculate in binary send up to 17 digits after the point. */
    QUANTITY(15, 20);

    private final int digitsBefore;
    private final int digitsAfter;

    DecimalLimit(int digitsBefore, int digitsAfter) {
        this.digitsBefore = digitsBefore;
        this.digitsAfter = digitsAfter;
    }

    /** The number itself. Throws IllegalArgumentException when it has too many digits on either side of the point. */
    BigDecimal checked(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        if (bare.scale() > digitsAfter || (long) bare.precision() - bare.scale() > digitsBefore) {
            throw new IllegalArgumentException("a number has at most " + digitsBefore + " digits before and "
                    + digitsAfter + " after the point here");
        }
        return number;
    }
}
