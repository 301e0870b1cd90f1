package org.roaminghub.events.session;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The first CDR of the session came. */
@EventName("session.billed")
public record SessionBilled(SessionId session, CdrId cdr, SessionMatch match) implements Event {}
