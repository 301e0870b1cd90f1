package org.roaminghub.events.remote;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CPO's result came after the hub had given up waiting: passed on, marked late; the completion stands. */
@EventName("remote.answered_late")
public record RemoteAnsweredLate(
        RemoteId remote,
        RemoteOutcome outcome,
        @Nullable String cpoRef,
        @Nullable String detail,
        int waitedMs) implements Event {}
