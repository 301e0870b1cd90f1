package org.roaminghub.hub.location.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;

/** A row of {@code hub.location}. {@code sequence} is the place of the location's next fact. */
public record LocationRow(
        LocationId location, long number, Key key, Instant reportedAt, long sequence, Content content) {

    /** What makes a location the same one. {@code audience} absent = every party under agreement. */
    public record Key(
            PartyId owner, String fidKey, @Nullable PartyId audience) {}
}
