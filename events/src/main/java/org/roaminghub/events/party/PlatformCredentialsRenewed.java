package org.roaminghub.events.party;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A credential was replaced; its value is never in an event. */
@EventName("platform.credentials_renewed")
public record PlatformCredentialsRenewed(PlatformId platform, Side side) implements Event {

    /** Whose credential: the one the partner presents to the hub is OURS to give. */
    public enum Side {
        OURS,
        THEIRS
    }
}
