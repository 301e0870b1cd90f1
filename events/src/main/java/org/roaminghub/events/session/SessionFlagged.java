package org.roaminghub.events.session;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Something for a person: silent for 24 hours, or ended for 7 days without a CDR. */
@EventName("session.flagged")
public record SessionFlagged(SessionId session, Flag flag) implements Event {

    /** What is odd. */
    public enum Flag {
        SILENT,
        NO_CDR
    }
}
