package org.roaminghub.events.station;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A call was sent to it; its payload is the original. {@code by} is the actor that wanted it. */
@EventName("station.command_sent")
public record StationCommandSent(StationId station, String action, String requestId, String by) implements Event {}
