package org.roaminghub.events.station;

import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.StationId;

/** A local authorisation list was sent: {@code whole} or a difference of so many {@code entries}; {@code status} is what came of it. */
@EventName("station.list_sent")
public record StationListSent(StationId station, int version, boolean whole, int entries, String status)
        implements Event {}
