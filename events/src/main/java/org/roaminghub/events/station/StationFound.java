package org.roaminghub.events.station;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** It is there again after it was lost. */
@EventName("station.found")
public record StationFound(StationId station, Instant since) implements Event {}
