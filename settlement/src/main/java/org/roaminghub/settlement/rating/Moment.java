package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What restrictions ask about: the wall clock, Wh and s since the session started, and A (all phases) and W of the period, absent
 * where nobody measured them.
 */
record Moment(
        ZonedDateTime local,
        BigDecimal energyWh,
        BigDecimal durationS,
        @Nullable BigDecimal minA,
        @Nullable BigDecimal maxA,
        @Nullable BigDecimal minW,
        @Nullable BigDecimal maxW) {

    static Moment of(Instant at, ZoneId zone, BigDecimal energyWh, BigDecimal durationS, Flow flow) {
        return new Moment(at.atZone(zone), energyWh, durationS, flow.minA, flow.maxA, flow.minW, flow.maxW);
    }

    Instant at() {
        return local.toInstant();
    }

    /** Current and power of a period; where one of a pair is missing the other stands for it. */
    record Flow(
            @Nullable BigDecimal minA,
            @Nullable BigDecimal maxA,
            @Nullable BigDecimal minW,
            @Nullable BigDecimal maxW) {

        static Flow of(
                @Nullable BigDecimal minA,
                @Nullable BigDecimal maxA,
                @Nullable BigDecimal minW,
                @Nullable BigDecimal maxW) {
            return new Flow(
                    minA == null ? maxA : minA,
                    maxA == null ? minA : maxA,
                    minW == null ? maxW : minW,
                    maxW == null ? minW : maxW);
        }
    }
}
