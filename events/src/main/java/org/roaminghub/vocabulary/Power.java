package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** Power in watts. */
public record Power(BigDecimal value) implements Comparable<Power> {

    /** Throws IllegalArgumentException for a number beyond all measure. */
    public static Power parse(BigDecimal watts) {
        return new Power(DecimalLimit.QUANTITY.checked(watts));
    }

    /** Exact. Throws as {@link #parse}. */
    public static Power ofKilowatts(BigDecimal kilowatts) {
        return new Power(DecimalLimit.QUANTITY.checked(kilowatts).movePointRight(3));
    }

    public BigDecimal toKilowatts() {
        return value.movePointLeft(3);
    }

    @Override
    public int compareTo(Power other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Power power && power.value.compareTo(value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }
}
