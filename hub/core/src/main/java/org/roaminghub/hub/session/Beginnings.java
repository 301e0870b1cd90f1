package org.roaminghub.hub.session;

import java.time.Instant;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.vocabulary.Session;

/** Who wants to know that a session begins to use its EVSE. Called inside the command that tells of it. */
@FunctionalInterface
public interface Beginnings {

    /** {@code at} is when the CPO says so. */
    void began(Session session, Instant at, Causes causes);
}
