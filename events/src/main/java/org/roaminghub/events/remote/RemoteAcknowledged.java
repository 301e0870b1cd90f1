package org.roaminghub.events.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CPO took it on and promised a result by {@code validUntil}. */
@EventName("remote.acknowledged")
public record RemoteAcknowledged(
        RemoteId remote, @Nullable String cpoRef, @Nullable Instant validUntil) implements Event {}
