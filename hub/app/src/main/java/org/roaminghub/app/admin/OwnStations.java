package org.roaminghub.app.admin;

import org.roaminghub.hub.station.StationRegister;
import org.roaminghub.hub.station.StationRegister.Shown;
import org.springframework.stereotype.Component;

/** Stations as far as the caller may see them. */
@Component
class OwnStations {

    private final StationRegister stations;

    OwnStations(StationRegister stations) {
        this.stations = stations;
    }

    Shown known(String id, AdminUser user) {
        return stations.show(id)
                .filter(shown -> user.scope().covers(shown.station().party()))
                .orElseThrow(() -> Problem.unknown("station"));
    }
}
