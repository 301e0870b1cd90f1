package org.roaminghub.events.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CPO keeps the place free until {@code expiresAt}; once more when it was prolonged. */
@EventName("reservation.confirmed")
public record ReservationConfirmed(
        ReservationId reservation,
        RemoteId remote,
        PartyId cpo,
        PartyId emsp,
        @Nullable Place place,
        Instant expiresAt,
        String emspFid,
        @Nullable String cpoFid,
        Personal<TokenSeen> tokenSeen)
        implements Event {
    public ReservationConfirmed {
        tokenSeen = Personal.orAbsent(tokenSeen);
    }
}
