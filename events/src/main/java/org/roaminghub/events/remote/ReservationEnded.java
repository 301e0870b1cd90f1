package org.roaminghub.events.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The place is free for others again, or in use by the session it was kept for. */
@EventName("reservation.ended")
public record ReservationEnded(
        ReservationId reservation,
        How how,
        Instant at,
        @Nullable SessionId session) implements Event {

    public enum How {
        USED,
        CANCELED_BY_EMSP,
        CANCELED_BY_CPO,
        EXPIRED
    }
}
