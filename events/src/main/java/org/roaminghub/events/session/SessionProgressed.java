package org.roaminghub.events.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/**
 * A sample of a running session; {@code periods} are those new since the last event, {@code periodsGone} the starts of those in
 * earlier events that a whole report left out.
 */
@EventName("session.progressed")
public record SessionProgressed(
        SessionId session,
        SessionStatus status,
        Energy energyWh,
        @Nullable Energy meterEndWh,
        @Nullable Price cost,
        List<ChargingPeriod> periods,
        List<Instant> periodsGone,
        @Nullable Instant chargingStart,
        @Nullable Instant chargingEnd,
        Instant reportedAt)
        implements Event {
    public SessionProgressed {
        periods = periods == null ? List.of() : List.copyOf(periods);
        periodsGone = periodsGone == null ? List.of() : List.copyOf(periodsGone);
    }
}
