package org.roaminghub.events.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** It said who it is and was accepted. {@code ocppVersion} as 1.6, 2.0.1 or 2.1. */
@EventName("station.booted")
public record StationBooted(
        StationId station,
        String vendor,
        String model,
        @Nullable String serial,
        @Nullable String firmware,
        @Nullable String reason,
        String ocppVersion)
        implements Event {}
