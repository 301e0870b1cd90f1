package org.roaminghub.hub.station;

import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;

/**
 * A station as it is entered. {@code location}: with the station's own EVSEs, in the order of its connectors. {@code soapVersion}:
 * 1.5S or 1.6S for one that speaks by SOAP; absent: by WebSocket.
 */
public record NewStation(
        String identity,
        PartyId party,
        HeldLocation location,
        Original locationText,
        int securityProfile,
        @Nullable String password,
        boolean approved,
        @Nullable String soapVersion) {
    @Override
    public String toString() {
        return "NewStation[" + identity + "]";
    }
}
