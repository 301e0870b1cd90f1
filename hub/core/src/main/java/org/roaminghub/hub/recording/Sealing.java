package org.roaminghub.hub.recording;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.vocabulary.OriginalRef;

/** Seals a fact's personal fields and keeps its original. Implemented by the slice privacy. */
public interface Sealing {

    /** Runs inside the command's transaction. Throws IllegalStateException when a field has a value and no subject is named. */
    Sealed seal(Fact fact, UUID eventId, Instant recordedAt);

    /** The event as it may be stored, the key that its fields are sealed under, and its original where it has one. */
    record Sealed(
            Event event, @Nullable UUID keyId, @Nullable OriginalRef original) {}
}
