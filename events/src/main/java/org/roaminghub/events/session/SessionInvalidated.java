package org.roaminghub.events.session;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The session was none. */
@EventName("session.invalidated")
public record SessionInvalidated(SessionId session, String why, Instant end) implements Event {}
