package org.roaminghub.events.remote;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** What came of it: by the CPO's answer or result, or because there was none in time. {@code detail} is the partner's own word. */
@EventName("remote.completed")
public record RemoteCompleted(
        RemoteId remote,
        RemoteOutcome outcome,
        @Nullable String cpoRef,
        @Nullable String detail,
        int waitedMs) implements Event {}
