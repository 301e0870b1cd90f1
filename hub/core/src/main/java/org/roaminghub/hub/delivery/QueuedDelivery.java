package org.roaminghub.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** A delivery that has not arrived: still on its way, or parked for a person with the last reason. */
public record QueuedDelivery(
        DeliveryId delivery,
        Deliveries.Kind kind,
        String object,
        int revision,
        PartyId from,
        PartyId to,
        Role toRole,
        State state,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable Refusal lastRefusal) {

    /** Where it stands. */
    public enum State {
        QUEUED,
        PARKED
    }

    static QueuedDelivery of(DeliveryStore.Row row) {
        return new QueuedDelivery(
                row.delivery(),
                Deliveries.Kind.valueOf(row.kind()),
                row.object(),
                row.revision(),
                row.sender(),
                row.receiver(),
                row.toRole(),
                row.parked() ? State.PARKED : State.QUEUED,
                row.attempts(),
                row.createdAt(),
                row.dueAt(),
                row.lastRefusal());
    }
}
