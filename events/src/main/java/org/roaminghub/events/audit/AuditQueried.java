package org.roaminghub.events.audit;

import org.roaminghub.events.*;

/** Somebody looked at personal or money data: one per user, query shape and hour. {@code query} is a hash of the shape. */
@EventName("audit.queried")
public record AuditQueried(String user, String query, String purpose, String scope, long count) implements Event {}
