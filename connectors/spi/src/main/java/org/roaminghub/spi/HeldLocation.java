package org.roaminghub.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;

/**
 * A location with its EVSEs: what it means, and what its owner said, cut into its records. {@code original} is the owner's
 * location without EVSEs, each EVSE has its own; later partial updates are merged in, so unknown fields are still there.
 */
public record HeldLocation(Location location, Original original, List<HeldEvse> evses) {

    public HeldLocation {
        evses = List.copyOf(evses);
    }

    /**
     * An EVSE and what it is doing. {@code statusAt} is the owner's last_updated of the status: it may be newer than the one of
     * the EVSE, and than what {@code original} says.
     */
    public record HeldEvse(Evse evse, EvseStatus status, Instant statusAt, Original original) {

        public Instant updatedAt() {
            return statusAt.isAfter(evse.reportedAt()) ? statusAt : evse.reportedAt();
        }
    }

    /** The newest last_updated of the location and of all that is in it (OCPI: a change of a child raises its parents). */
    public Instant updatedAt() {
        return evses.stream()
                .map(HeldEvse::updatedAt)
                .reduce(location.reportedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** By its owner's id, compared without case. */
    public Optional<HeldEvse> findEvse(String fid) {
        return evses.stream()
                .filter(e -> e.evse().evseFid().equalsIgnoreCase(fid))
                .findFirst();
    }
}
