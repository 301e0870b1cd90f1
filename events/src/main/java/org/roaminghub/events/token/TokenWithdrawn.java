package org.roaminghub.events.token;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The token is gone; readers of deltas see a tombstone for 30 days. */
@EventName(value = "token.withdrawn", retention = RetentionClass.PROFILE)
public record TokenWithdrawn(TokenId token, PartyId issuer, Instant at, Why why) implements Event {

    /** What ended it. */
    public enum Why {
        DROPPED,
        ADMIN,
        ISSUER_LEFT,
        ERASED
    }
}
