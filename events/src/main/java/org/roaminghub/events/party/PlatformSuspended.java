package org.roaminghub.events.party;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The administrator suspended the platform: nothing goes to it, nothing is taken from it. */
@EventName("platform.suspended")
public record PlatformSuspended(
        PlatformId platform, @Nullable String reason) implements Event {}
