package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** Energy in watt-hours; negative when the vehicle feeds back. */
public record Energy(BigDecimal value) implements Comparable<Energy> {

    public static final Energy NONE = new Energy(BigDecimal.ZERO);

    /** Throws IllegalArgumentException for a number beyond all measure. */
    public static Energy parse(BigDecimal wattHours) {
        return new Energy(DecimalLimit.QUANTITY.checked(wattHours));
    }

    /** Exact. Throws as {@link #parse}. */
    public static Energy ofKilowattHours(BigDecimal kwh) {
        return new Energy(DecimalLimit.QUANTITY.checked(kwh).movePointRight(3));
    }

    public BigDecimal toKilowattHours() {
        return value.movePointLeft(3);
    }

    @Override
    public int compareTo(Energy other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Energy energy && energy.value.compareTo(value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }
}
