package org.roaminghub.events.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/**
 * An eMSP wants something done; recorded before the CPO is called. {@code session} is reserved by a START or RESERVE and meant
 * by the others, {@code reservation} likewise. A result is awaited until {@code deadline} at first.
 */
@EventName("remote.requested")
public record RemoteRequested(
        RemoteId remote,
        RemoteKind kind,
        PartyId emsp,
        PartyId cpo,
        AgreementId agreement,
        @Nullable SessionId session,
        @Nullable ReservationId reservation,
        @Nullable Place place,
        @Nullable Instant expiresAt,
        @Nullable Limits limits,
        @Nullable ChargingProfile profile,
        @Nullable ChargingPreferences preferences,
        Instant deadline,
        @Nullable TokenKind tokenKind,
        Personal<TokenSeen> tokenSeen,
        Personal<AuthorizationReference> reference)
        implements Event {
    public RemoteRequested {
        tokenSeen = Personal.orAbsent(tokenSeen);
        reference = Personal.orAbsent(reference);
    }
}
