package org.roaminghub.events.party;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The partner ended its registration: its credential is dead, a new registration token starts again. */
@EventName("platform.unregistered")
public record PlatformUnregistered(
        PlatformId platform, @Nullable String reason) implements Event {}
