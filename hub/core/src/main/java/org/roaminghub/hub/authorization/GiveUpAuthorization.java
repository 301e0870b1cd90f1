package org.roaminghub.hub.authorization;

import java.time.Instant;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.vocabulary.AuthorizationId;

/** Close a request that a crash left without a decision. Answers whether it was still open. */
record GiveUpAuthorization(AuthorizationId authorization, Causes causes, Instant at) implements Command<Boolean> {}
