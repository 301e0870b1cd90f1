package org.roaminghub.events.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** News of something that takes long, as firmware or logs, or of what the hub takes no action on; what was said is the original. */
@EventName("station.job_progressed")
public record StationJobProgressed(
        StationId station,
        @Nullable String requestId,
        String job,
        @Nullable String status) implements Event {}
