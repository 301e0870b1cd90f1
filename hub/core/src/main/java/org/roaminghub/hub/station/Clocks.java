package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;

/** What time a station means; pure. Clocks stand at 1970 after a power cut, run ahead, or lie by a time zone. */
final class Clocks {

    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** No queue is older. */
    private static final Duration BEHIND = Duration.ofDays(90);

    private Clocks() {}

    static boolean isPossible(Instant said, Instant received) {
        return !said.isAfter(received.plus(AHEAD)) && said.isAfter(received.minus(BEHIND));
    }

    /** What can't be true is moved to when it came. */
    static Instant corrected(Instant said, Instant received) {
        return isPossible(said, received) ? said : received;
    }

    /** The end of a transaction: by the same error as its start, if that makes sense. Never before the start. */
    static Instant correctedEnd(Instant said, Instant received, Tx.Started start) {
        Instant shifted = said.plus(Duration.between(start.said(), start.at()));
        Instant end = isPossible(said, received) && !said.isBefore(start.at())
                ? said
                : isPossible(shifted, received) ? shifted : received;
        return end.isBefore(start.at()) ? start.at() : end;
    }
}
