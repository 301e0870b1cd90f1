package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A length of time in seconds. OCPI counts hours: exact, since hours are multiplied by 3600. */
public record Span(BigDecimal value) implements Comparable<Span> {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final int HOUR_DIGITS = 10;

    /** 3600 = 2⁴·3²·5²: a number of seconds that came from hours has at most four digits more as hours. */
    private static final int MORE_DIGITS = 4;

    /** Throws IllegalArgumentException for a number beyond all measure. */
    public static Span parse(BigDecimal seconds) {
        return new Span(DecimalLimit.QUANTITY.checked(seconds));
    }

    /** Exact. Throws as {@link #parse}. */
    public static Span ofHours(BigDecimal hours) {
        return new Span(DecimalLimit.QUANTITY.checked(hours).multiply(SECONDS_AN_HOUR));
    }

    /** The hours that {@link #ofHours} was given; of seconds that make no finite number of hours, ten digits at least. */
    public BigDecimal toHours() {
        int digits = Math.max(HOUR_DIGITS, value.stripTrailingZeros().scale() + MORE_DIGITS);
        BigDecimal hours =
                value.divide(SECONDS_AN_HOUR, digits, RoundingMode.HALF_UP).stripTrailingZeros();
        return hours.scale() < 0 ? hours.setScale(0) : hours;
    }

    @Override
    public int compareTo(Span other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span span && span.value.compareTo(value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }
}
