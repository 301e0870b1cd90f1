package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Protocol;

/** Location LOC of the hub's own party with EVSE E1, whose one connector names tariff T. */
final class SamplePlace {

    static final Original SAID = new Original(Protocol.OCPI, "2.2.1", "application/json", new byte[] {'{', '}'});
    private static final PartyId HUB = new PartyId("DE*HUB");

    private SamplePlace() {}

    static HeldLocation with(List<String> capabilities, Instant now) {
        Evse.Connector plug = new Evse.Connector(
                "1", "IEC_62196_T2", "SOCKET", "AC_3_PHASE", 230, 32, null, List.of("T"), null, List.of(), now);
        Evse evse = new Evse(
                null,
                null,
                HUB,
                "E1",
                null,
                capabilities,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(plug),
                now);
        Location place = new Location(
                null,
                HUB,
                "LOC",
                List.of(),
                true,
                false,
                new Address("Pier", "Quay 12", null, "Hamburg", null, null, "DE", null),
                Personal.absent(),
                "DE",
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                "Europe/Berlin",
                null,
                null,
                null,
                List.of(),
                now);
        return new HeldLocation(place, SAID, List.of(new HeldLocation.HeldEvse(evse, EvseStatus.AVAILABLE, now, SAID)));
    }
}
