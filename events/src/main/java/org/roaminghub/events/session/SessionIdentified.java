package org.roaminghub.events.session;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A further id, token or reference became known; the last one wins. */
@EventName("session.identified")
public record SessionIdentified(
        SessionId session,
        Side side,
        @Nullable String ref,
        @Nullable AuthorizationId authorization,
        Personal<TokenSeen> tokenSeen,
        Personal<AuthorizationReference> reference)
        implements Event {
    public SessionIdentified {
        tokenSeen = Personal.orAbsent(tokenSeen);
        reference = Personal.orAbsent(reference);
    }

    /** Whose id it is. */
    public enum Side {
        CPO,
        EMSP
    }
}
