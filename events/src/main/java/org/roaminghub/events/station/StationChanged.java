package org.roaminghub.events.station;

import java.util.List;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** Its EVSEs or its security profile are others now; whole. */
@EventName("station.changed")
public record StationChanged(StationId station, String locationFid, List<StationEvse> evses, int securityProfile)
        implements Event {
    public StationChanged {
        evses = evses == null ? List.of() : List.copyOf(evses);
    }
}
