package org.roaminghub.events.authorization;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The issuer's answer came after the decision: evidence only, the decision stands. */
@EventName("authorization.answered_late")
public record AuthorizationAnsweredLate(
        AuthorizationId authorization,
        PartyId emsp,
        boolean allowed,
        @Nullable Refusal refusal,
        int lateByMs) implements Event {}
