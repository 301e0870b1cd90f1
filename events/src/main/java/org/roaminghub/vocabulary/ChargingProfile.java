package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a session may charge over time (OCPI 2.2.1 §14.4). Limits and {@code minRate} in {@code unit}; without a start it
 * counts from the moment it is applied; without a duration it holds until the session ends.
 */
public record ChargingProfile(
        @Nullable Instant start,
        @Nullable Span durationS,
        Unit unit,
        @Nullable BigDecimal minRate,
        List<Period> periods) {

    public ChargingProfile {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }

    /** Watts, or amperes per phase. */
    public enum Unit {
        W,
        A
    }

    /** From {@code startS} seconds after the profile's start on. */
    public record Period(Span startS, BigDecimal limit) {}
}
