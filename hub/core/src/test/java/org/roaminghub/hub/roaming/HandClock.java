package org.roaminghub.hub.roaming;

import java.time.Duration;
import java.time.Instant;
import org.roaminghub.vocabulary.Clock;

/** A clock that moves when it is told to. */
public final class HandClock implements Clock {

    private volatile Instant now;

    public HandClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Never back. */
    public void reach(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }

    public void forward(Duration by) {
        now = now.plus(by);
    }
}
