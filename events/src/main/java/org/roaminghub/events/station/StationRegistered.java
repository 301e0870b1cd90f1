package org.roaminghub.events.station;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/**
 * The administrator entered a charging station of one of the hub's own sites. {@code soapVersion}: 1.5S or 1.6S for one that speaks
 * by SOAP; absent: by WebSocket.
 */
@EventName("station.registered")
public record StationRegistered(
        StationId station,
        PartyId party,
        String identity,
        String locationFid,
        List<StationEvse> evses,
        int securityProfile,
        boolean approved,
        @Nullable String soapVersion)
        implements Event {
    public StationRegistered {
        evses = evses == null ? List.of() : List.copyOf(evses);
    }
}
