package org.roaminghub.events.party;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Silence, and a probe failed. */
@EventName("platform.went_offline")
public record PlatformWentOffline(PlatformId platform, Instant since, String reason) implements Event {}
