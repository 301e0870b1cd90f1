package org.roaminghub.hub.recording;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.OriginalRef;

/** A fact as appended; final once the command's transaction commits. */
public record Recorded(
        UUID eventId, Instant recordedAt, @Nullable OriginalRef original) {}
