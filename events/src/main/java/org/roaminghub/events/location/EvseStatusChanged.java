package org.roaminghub.events.location;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;

/** A real change of what the EVSE is doing; {@code before} is absent the first time. */
@EventName("evse.status_changed")
public record EvseStatusChanged(
        EvseKey evse,
        PartyId owner,
        @Nullable EvseId evseId,
        EvseStatus status,
        @Nullable EvseStatus before,
        Instant since,
        @Nullable Instant validUntil,
        Cause cause)
        implements Event {

    /** Who or what says so. */
    public enum Cause {
        REPORTED,
        PARENT,
        EXPIRED,
        STATION_LOST,
        TRANSACTION
    }
}
