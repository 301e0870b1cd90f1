package org.roaminghub.events.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The session's final numbers; {@code periods} and {@code periodsGone} as in {@link SessionProgressed}. */
@EventName("session.completed")
public record SessionCompleted(
        SessionId session,
        Energy energyWh,
        @Nullable Energy meterEndWh,
        @Nullable Price cost,
        List<ChargingPeriod> periods,
        List<Instant> periodsGone,
        @Nullable Instant chargingStart,
        @Nullable Instant chargingEnd,
        Instant reportedAt,
        Instant end,
        @Nullable String stopReason,
        EndBasis basis,
        boolean byOtherToken)
        implements Event {
    public SessionCompleted {
        periods = periods == null ? List.of() : List.copyOf(periods);
        periodsGone = periodsGone == null ? List.of() : List.copyOf(periodsGone);
    }

    /** Who said that it ended. */
    public enum EndBasis {
        REPORTED,
        STATION,
        CDR,
        HUB
    }
}
