package org.roaminghub.hub.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/** Record what an eMSP answered when the decision had been taken without it. Answers whether there is a decision. */
record NoteLateAnswer(
        AuthorizationId authorization,
        PartyId emsp,
        boolean allowed,
        @Nullable Refusal refusal,
        int lateByMs,
        Causes causes,
        Instant at)
        implements Command<Boolean> {}
