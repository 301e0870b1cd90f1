package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.StationEvse;

/** Places of own stations, from what was published of them. */
final class StationPlaces {

    private static final int PHASES = 3;

    private final Locations locations;
    private final OwnSites sites;

    StationPlaces(Locations locations, OwnSites sites) {
        this.locations = locations;
        this.sites = sites;
    }

    /** {@code tariffs} by the owner's ids; {@code most} is what the connector can give, in W, and {@code mostA} in A over all phases. */
    record Spot(
            Place place,
            List<String> tariffs,
            @Nullable Power most,
            @Nullable Integer mostA) {}

    /** {@code connector} by its place in the station's order, from 1. Empty when the EVSE isn't published. */
    Optional<Spot> find(String locationFid, StationEvse evse, @Nullable Integer connector, Place.EvseBasis basis) {
        String fid = evse.evseFid();
        return fid == null
                ? Optional.empty()
                : locations
                        .findOne(sites.speaks(), sites.party(), locationFid, fid)
                        .flatMap(held -> held.findEvse(fid).map(e -> spot(held, e.evse(), connector, basis)));
    }

    private static Spot spot(HeldLocation held, Evse evse, @Nullable Integer connector, Place.EvseBasis basis) {
        int at = connector == null
                ? 0
                : Math.clamp(connector - 1L, 0, Math.max(0, evse.connectors().size() - 1));
        Evse.Connector plug =
                evse.connectors().isEmpty() ? null : evse.connectors().get(at);
        Location location = held.location();
        Address address = location.address();
        Place place = new Place(
                location.location(),
                location.fid(),
                evse.evse(),
                evse.evseFid(),
                evse.evseId(),
                basis,
                plug == null ? null : plug.fid(),
                plug == null ? null : plug.standard(),
                plug == null ? null : plug.format(),
                plug == null ? null : plug.powerType(),
                plug == null ? null : most(plug),
                location.country() != null || address == null ? location.country() : address.country(),
                location.timeZone(),
                location.isPublic() ? address : null,
                location.isPublic()
                        ? Personal.absent()
                        : address == null ? location.sealedAddress() : Personal.of(address));
        return new Spot(
                place,
                plug == null ? List.of() : plug.tariffs(),
                plug == null ? null : most(plug),
                plug == null ? null : plug.maxCurrentA() * phases(plug));
    }

    private static Power most(Evse.Connector plug) {
        if (plug.maxPowerW() != null) {
            return plug.maxPowerW();
        }
        return new Power(BigDecimal.valueOf((long) plug.maxVoltageV() * plug.maxCurrentA() * phases(plug)));
    }

    private static int phases(Evse.Connector plug) {
        return plug.powerType().equals("AC_3_PHASE") ? PHASES : 1;
    }
}
