package org.roaminghub.connector.ocpi.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.roaminghub.vocabulary.UtcTime;

/**
 * DateTime, OCPI 2.2.1 ch. 16: UTC, with {@code Z} or nothing behind it, fraction allowed; a numeric offset is forbidden,
 * {@code +00:00} too. Kept to microseconds, which is what the hub stores.
 */
public final class WireTime {

    private static final int SHORTEST = "2026-01-01T00:00:00".length();
    private static final int LONGEST = 40;

    private WireTime() {}

    public static Optional<Instant> parse(String text) {
        int length = text.length();
        if (length < SHORTEST
                || length > LONGEST
                || text.charAt(4) != '-'
                || text.charAt(0) < '0'
                || text.charAt(0) > '9') {
            return Optional.empty();
        }
        try {
            return Optional.of(UtcTime.parse(hasDesignator(text) ? text : text + "Z")
                    .value()
                    .truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasDesignator(String text) {
        char last = text.charAt(text.length() - 1);
        return last == 'Z' || last == 'z';
    }

    /** As written: milliseconds at most, so that it fits in 25 characters. */
    public static Instant forWire(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
