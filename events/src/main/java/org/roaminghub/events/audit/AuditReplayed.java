package org.roaminghub.events.audit;

import org.roaminghub.events.*;

/** A projection was rebuilt on a user's word. */
@EventName("audit.replayed")
public record AuditReplayed(String user, String projection) implements Event {}
