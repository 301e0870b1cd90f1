package org.roaminghub.events.station;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** It has been gone for longer than the grace. */
@EventName("station.lost")
public record StationLost(StationId station, Instant since) implements Event {}
