package org.roaminghub.events.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The hub doesn't know it any more. */
@EventName("station.removed")
public record StationRemoved(StationId station, @Nullable String reason) implements Event {}
