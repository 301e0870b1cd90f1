package org.roaminghub.hub.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.SubjectRef;

/**
 * An event about to be recorded. {@code sequence} is its place in the stream, from 0: two writers that choose the same one
 * can't both win. {@code subject} is needed when the event has a personal field with a value or an original; the class of its
 * key is the event's own. {@code original} is kept once, sealed under the same key, and referenced by the event.
 */
public record Fact(
        StreamName stream,
        long sequence,
        Event event,
        Instant occurredAt,
        Causes causes,
        @Nullable SubjectRef subject,
        @Nullable Original original) {

    public Fact(StreamName stream, long sequence, Event event, Instant occurredAt, Causes causes) {
        this(stream, sequence, event, occurredAt, causes, null, null);
    }
}
