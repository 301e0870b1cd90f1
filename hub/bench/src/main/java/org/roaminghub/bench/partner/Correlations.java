package org.roaminghub.bench.partner;

/** Request and correlation ids: UUIDs made of a number, so that what was acknowledged can be found again in the hub's history. */
public final class Correlations {

    static final String REQUEST_SLOT = "00000000-0000-4000-8000-@@@@@@@@@@@@";
    static final String CORRELATION_SLOT = "00000000-0000-4000-9000-@@@@@@@@@@@@";

    private Correlations() {}

    /** The correlation id of operation {@code number}. */
    public static String id(long number) {
        return "00000000-0000-4000-9000-%012d".formatted(number);
    }
}
