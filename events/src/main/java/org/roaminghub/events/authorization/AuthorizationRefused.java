package org.roaminghub.events.authorization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The token may not charge, with the reason. */
@EventName("authorization.refused")
public record AuthorizationRefused(
        AuthorizationId authorization,
        Refusal refusal,
        @Nullable String certificateStatus,
        @Nullable PartyId emsp,
        @Nullable Basis basis,
        List<Asked> asked,
        int waitedMs)
        implements Event {
    public AuthorizationRefused {
        asked = asked == null ? List.of() : List.copyOf(asked);
    }
}
