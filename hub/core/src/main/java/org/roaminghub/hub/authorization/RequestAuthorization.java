package org.roaminghub.hub.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.spi.inbound.Authorizations.Query;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenId;

/** Record that a CPO asks, before anybody else is asked. Fails when an equal request was recorded before. */
record RequestAuthorization(
        AuthorizationId authorization,
        SessionId session,
        Query query,
        @Nullable TokenId token,
        @Nullable PartyId issuer,
        int deadlineMs,
        Causes causes,
        Instant at)
        implements Command<AuthorizationId> {}
