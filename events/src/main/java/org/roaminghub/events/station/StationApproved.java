package org.roaminghub.events.station;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** From now on its boots are accepted. */
@EventName("station.approved")
public record StationApproved(StationId station) implements Event {}
