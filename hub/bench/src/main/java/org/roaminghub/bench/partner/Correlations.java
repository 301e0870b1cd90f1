package org.roaminghub.bench.partner;

import org.jspecify.annotations.Nullable;

/** Request and correlation ids: UUIDs made of a number, so that what was acknowledged can be found again in the hub's history. */
public final class Correlations {

    static final String REQUEST_SLOT = "00000000-0000-4000-8000-@@@@@@@@@@@@";
    static final String CORRELATION_SLOT = "00000000-0000-4000-9000-@@@@@@@@@@@@";

    private Correlations() {}

    /** The number in a correlation id; -1 when it isn't one of ours. */
    static long number(@Nullable String correlation) {
        String prefix = CORRELATION_SLOT.substring(0, CORRELATION_SLOT.indexOf('@'));
        return correlation == null || !correlation.startsWith(prefix)
                ? -1
                : Long.parseLong(correlation, prefix.length(), correlation.length(), 10);
    }

    /** The correlation id of operation {@code number}. */
    public static String id(long number) {
        return "00000000-0000-4000-9000-%012d".formatted(number);
    }
}
