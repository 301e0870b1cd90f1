package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** A length of time in seconds. OCPI counts hours: exact, since hours are multiplied by 3600. */
public record Span(BigDecimal value) {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    public static Span ofHours(BigDecimal hours) {
        return new Span(hours.multiply(SECONDS_AN_HOUR));
    }

    /** Hours with at most ten decimal places. */
    public BigDecimal toHours() {
        BigDecimal hours = value.divide(SECONDS_AN_HOUR, 10, java.math.RoundingMode.HALF_UP).stripTrailingZeros();
        return hours.scale() < 0 ? hours.setScale(0) : hours;
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
