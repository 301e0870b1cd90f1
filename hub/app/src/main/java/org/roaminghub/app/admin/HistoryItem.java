package org.roaminghub.app.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event as recorded; {@code position} is its place in the store, {@code sequence} that in its stream. */
@ApiJson
record HistoryItem(
        long position,
        String eventId,
        String type,
        int version,
        String stream,
        long sequence,
        Instant recordedAt,
        @Nullable String occurredAt,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String actor,
        JsonNode payload) {}
