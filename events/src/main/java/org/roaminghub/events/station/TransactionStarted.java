package org.roaminghub.events.station;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A vehicle began to charge at an own station. {@code ocppId} is the id in OCPP; readings in Wh; {@code clockOffsetS} is what was added to the station's time, in s. {@code session} is the one that its authorisation reserved. */
@EventName("transaction.started")
public record TransactionStarted(
        TransactionId transaction,
        StationId station,
        String ocppId,
        @Nullable Integer evse,
        @Nullable String evseFid,
        Instant startedAt,
        @Nullable BigDecimal meterStartWh,
        @Nullable AuthorizationId authorization,
        @Nullable SessionId session,
        @Nullable RemoteId remote,
        @Nullable Integer reservation,
        @Nullable Refusal refusal,
        long clockOffsetS,
        @Nullable TokenKind tokenKind,
        Personal<TokenSeen> tokenSeen)
        implements Event {
    public TransactionStarted {
        tokenSeen = Personal.orAbsent(tokenSeen);
    }
}
