package org.roaminghub.events.station;

import java.util.List;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The administrator entered a charging station of one of the hub's own sites. */
@EventName("station.registered")
public record StationRegistered(
        StationId station,
        PartyId party,
        String identity,
        String locationFid,
        List<StationEvse> evses,
        int securityProfile,
        boolean approved)
        implements Event {
    public StationRegistered {
        evses = evses == null ? List.of() : List.copyOf(evses);
    }
}
