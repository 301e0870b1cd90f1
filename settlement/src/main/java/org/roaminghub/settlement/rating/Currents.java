package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current that a meter told, in A over all phases. A reading stands for the time until the next one, the first one also for what
 * was before it; none tells anything of a time more than an hour away.
 */
public final class Currents {

    public static final Currents NONE = new Currents(List.of());

    private static final Duration HOLDS = Duration.ofHours(1);

    /** {@code amps} of all phases together. */
    public record Reading(Instant at, BigDecimal amps) {}

    private final NavigableMap<Instant, BigDecimal> readings = new TreeMap<>();

    private Currents(List<Reading> readings) {
        readings.forEach(r -> this.readings.putIfAbsent(r.at, r.amps));
    }

    public static Currents of(List<Reading> readings) {
        return new Currents(readings);
    }

    /** Between these two, both excluded. */
    Set<Instant> changes(Instant from, Instant to) {
        return from.isBefore(to) ? readings.subMap(from, false, to, false).keySet() : Set.of();
    }

    /** Of a part of a stretch in which no reading was taken. Null: nobody knows. */
    @Nullable
    BigDecimal of(Stretch stretch, Instant from, Instant to) {
        boolean nothing = stretch.energyWh().signum() == 0;
        if (nothing
                && readings.subMap(stretch.start(), true, stretch.end(), true).isEmpty()) {
            return BigDecimal.ZERO;
        }
        Instant before = readings.floorKey(from);
        Instant after = readings.ceilingKey(to);
        BigDecimal held = before == null || isFar(before, to) ? null : readings.get(before);
        BigDecimal next = after == null || isFar(from, after) ? null : readings.get(after);
        // A contactor that is still open says 0 and energy flows all the same: then the next reading is the first true
        // one.
        boolean idle = held == null || (held.signum() == 0 && !nothing);
        return idle && next != null ? next : held;
    }

    private static boolean isFar(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(HOLDS) > 0;
    }
}
