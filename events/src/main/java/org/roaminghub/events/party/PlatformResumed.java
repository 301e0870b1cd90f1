package org.roaminghub.events.party;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Back to the state before the suspension. */
@EventName("platform.resumed")
public record PlatformResumed(PlatformId platform, @Nullable String reason) implements Event {}
