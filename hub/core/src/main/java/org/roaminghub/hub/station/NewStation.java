package org.roaminghub.hub.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;

/** A station as it is entered. {@code location}: with the station's own EVSEs, in the order of its connectors. */
public record NewStation(
        String identity,
        PartyId party,
        HeldLocation location,
        Original locationText,
        int securityProfile,
        @Nullable String password,
        boolean approved) {
    @Override
    public String toString() {
        return "NewStation[" + identity + "]";
    }
}
