package org.roaminghub.events.session;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The hub knows the session now, as first reported. */
@EventName("session.opened")
public record SessionOpened(Session record) implements Event {}
