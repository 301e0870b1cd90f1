package org.roaminghub.vocabulary;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** From start to end; the end is exclusive, absent means open. Ordered by start, then end; open ends come last. */
public record Interval(Instant start, @Nullable Instant end) implements Comparable<Interval> {

    private static final Comparator<Interval> ORDER =
            Comparator.comparing(Interval::start).thenComparing(Interval::endOrMax);

    /** Throws IllegalArgumentException when the end is not after the start. */
    public static Interval parse(Instant start, @Nullable Instant end) {
        if (end != null && !end.isAfter(start)) {
            throw new IllegalArgumentException("an interval ends after its start");
        }
        return new Interval(start, end);
    }

    public boolean contains(Instant time) {
        return !time.isBefore(start) && (end == null || time.isBefore(end));
    }

    /** How long both run at once; zero when they only touch. Throws ArithmeticException when neither ends. */
    public Duration overlap(Interval other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = endOrMax().isBefore(other.endOrMax()) ? endOrMax() : other.endOrMax();
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    private Instant endOrMax() {
        return end == null ? Instant.MAX : end;
    }

    @Override
    public int compareTo(Interval other) {
        return ORDER.compare(this, other);
    }
}
