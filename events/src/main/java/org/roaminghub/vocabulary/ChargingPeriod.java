package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a session with constant price conditions; ends where the next one starts. */
public record ChargingPeriod(Instant start, @Nullable String tariff, List<Dimension> dimensions, boolean estimated) {

    public ChargingPeriod {
        dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    }

    /** One measured quantity of the period, in the unit of its type. */
    public record Dimension(Type type, BigDecimal volume) {}

    /** Units: energy Wh, times s, FLAT a count, currents A, powers W, state of charge %. */
    public enum Type {
        ENERGY,
        ENERGY_IMPORT,
        ENERGY_EXPORT,
        TIME,
        PARKING_TIME,
        RESERVATION_TIME,
        FLAT,
        MIN_CURRENT,
        MAX_CURRENT,
        CURRENT,
        MIN_POWER,
        MAX_POWER,
        POWER,
        STATE_OF_CHARGE
    }
}
