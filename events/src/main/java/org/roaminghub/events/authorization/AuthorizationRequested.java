package org.roaminghub.events.authorization;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A CPO asks whether a token may charge; recorded before anyone is asked. {@code session} is reserved for what follows. */
@EventName("authorization.requested")
public record AuthorizationRequested(
        AuthorizationId authorization,
        SessionId session,
        PartyId cpo,
        Purpose purpose,
        TokenKind tokenKind,
        @Nullable TokenId token,
        @Nullable PartyId issuer,
        @Nullable Place place,
        @Nullable String cpoRef,
        int deadlineMs,
        Personal<TokenSeen> tokenSeen)
        implements Event {
    public AuthorizationRequested {
        tokenSeen = Personal.orAbsent(tokenSeen);
    }
}
