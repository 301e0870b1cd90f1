package org.roaminghub.app.projection;

import org.jspecify.annotations.Nullable;

/**
 * How far a projection is. {@code position} is that of the newest event handled, {@code lag} counts the events behind the
 * store's newest one. {@code progress} is 0 to 1 and 1 when everything is handled; {@code secondsLeft} is absent when
 * nothing moves.
 */
public record ProjectionStatus(
        String name,
        State status,
        long position,
        long lag,
        boolean replaying,
        double progress,
        long eventsPerS,
        @Nullable Long secondsLeft) {

    /** What it does. */
    public enum State {
        /** Handles events as they come. */
        LIVE,
        REPLAYING,
        /** An event can't be handled; it is tried again, with growing pauses, and nothing is skipped. */
        FAILING,
        /** Another node works on it, or nobody has begun yet. */
        WAITING,
        STOPPED
    }
}
