package org.roaminghub.outside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** Own stations of one test, which are cut off at its end, and an eMSP under agreement with their party. */
abstract class OwnStationTest extends OutsideTest {

    static final Party HUB = LiveHub.SELF;
    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    ChargePoint planned(String version) {
        return kept(ChargePoint.planned(hub, version));
    }

    ChargePoint booted(String version) {
        return kept(ChargePoint.booted(hub, version));
    }

    private ChargePoint kept(ChargePoint station) {
        stations.add(station);
        return station;
    }

    Partner emsp() {
        Partner emsp = connected("EMSP");
        hub.agree(HUB, emsp.party(), null);
        return emsp;
    }

    static String ago(int minutes) {
        return Messages.ago(Duration.ofMinutes(minutes));
    }

    JsonNode cdrAt(ChargePoint station, int connector) {
        return hub.listWhen("/cdrs?evse=" + station.evse(connector), items -> !items.isEmpty())
                .getFirst();
    }
}
