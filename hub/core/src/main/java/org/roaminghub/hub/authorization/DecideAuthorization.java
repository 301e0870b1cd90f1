package org.roaminghub.hub.authorization;

import java.time.Instant;
import java.util.List;
import org.roaminghub.events.authorization.Asked;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.spi.inbound.Authorizations.Query;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.SessionId;

/** Record the decision; the stream's second place says who was first. */
record DecideAuthorization(
        AuthorizationId authorization,
        SessionId session,
        Query query,
        Verdict verdict,
        AuthorizationReference reference,
        List<Asked> asked,
        int waitedMs,
        Causes causes,
        Instant at)
        implements Command<AuthorizationId> {}
