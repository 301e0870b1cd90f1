package org.roaminghub.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An EVSE of an own station: {@code number} is the station's own (OCPP 1.6: the connector, 2.x: the EVSE), {@code evseFid} the
 * one of the location. {@code connectors} are the location's ids of its plugs, in the station's order. Unconfirmed: the station
 * spoke of it and no location has it.
 */
public record StationEvse(
        int number, @Nullable String evseFid, @Nullable EvseId evseId, List<String> connectors) {
    public StationEvse {
        connectors = connectors == null ? List.of() : List.copyOf(connectors);
    }

    public boolean isConfirmed() {
        return evseFid != null;
    }
}
