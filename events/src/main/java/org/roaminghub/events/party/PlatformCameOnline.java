package org.roaminghub.events.party;

import java.time.Instant;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** A message or a good probe after it was offline. */
@EventName("platform.came_online")
public record PlatformCameOnline(PlatformId platform, Instant since, String reason) implements Event {}
