package org.roaminghub.events.station;

import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.StationId;

/** The administrator wants it to keep a list of tokens for when it can't ask, or no longer. */
@EventName("station.list_switched")
public record StationListSwitched(StationId station, boolean enabled) implements Event {}
