package org.roaminghub.hub.location.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.LocationId;

/** A row of {@code hub.evse} with its {@link State}. */
public record EvseRow(
        EvseKey evse,
        LocationId location,
        String fidKey,
        @Nullable EvseId evseId,
        Instant reportedAt,
        Content content,
        State state) {

    /** A row of {@code hub.evse_state}. {@code sequence} is the place of the EVSE's next fact. */
    public record State(EvseKey evse, EvseStatus status, Instant reportedAt, long sequence) {}
}
