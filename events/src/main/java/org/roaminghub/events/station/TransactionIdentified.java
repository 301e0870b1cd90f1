package org.roaminghub.events.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Its EVSE or its token became known after its start. */
@EventName("transaction.identified")
public record TransactionIdentified(
        TransactionId transaction,
        @Nullable Integer evse,
        @Nullable String evseFid,
        @Nullable AuthorizationId authorization,
        @Nullable SessionId session,
        @Nullable RemoteId remote,
        @Nullable Refusal refusal,
        @Nullable TokenKind tokenKind,
        Personal<TokenSeen> tokenSeen)
        implements Event {
    public TransactionIdentified {
        tokenSeen = Personal.orAbsent(tokenSeen);
    }
}
