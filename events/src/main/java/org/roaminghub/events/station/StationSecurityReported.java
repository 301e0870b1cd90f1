package org.roaminghub.events.station;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A security event of the station; its details are in the original. */
@EventName("station.security_reported")
public record StationSecurityReported(StationId station, String type, Instant at) implements Event {}
