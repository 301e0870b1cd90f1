package org.roaminghub.events.station;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** What came of a call: the station's own status word, a CALLERROR's code, or SILENT or UNREACHABLE. */
@EventName("station.command_answered")
public record StationCommandAnswered(StationId station, String action, String requestId, String status)
        implements Event {}
