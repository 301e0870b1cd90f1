package org.roaminghub.events.location;

import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.RetentionClass;

/** The whole EVSE with its connectors as its owner describes it now, without its status. */
@EventName(value = "evse.described", retention = RetentionClass.PROFILE)
public record EvseDescribed(Evse evse) implements Event {}
