package org.roaminghub.events;

/** A fact that was recorded and never changes. Every event is a record with {@link EventName}. */
public interface Event {}
