package org.roaminghub.events.audit;

import org.roaminghub.events.*;

/** The user's token is dead. */
@EventName("access.revoked")
public record AccessRevoked(String user, String role) implements Event {}
