package org.roaminghub.events.location;

import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.RetentionClass;

/** The whole location as its owner describes it now, without its EVSEs. */
@EventName(value = "location.described", retention = RetentionClass.PROFILE)
public record LocationDescribed(Location location) implements Event {}
