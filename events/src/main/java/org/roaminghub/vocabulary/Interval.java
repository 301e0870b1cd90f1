package org.roaminghub.vocabulary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From start to end; the end is exclusive, absent means open. */
public record Interval(Instant start, @Nullable Instant end) {

    public boolean contains(Instant time) {
        return !time.isBefore(start) && (end == null || time.isBefore(end));
    }
}
