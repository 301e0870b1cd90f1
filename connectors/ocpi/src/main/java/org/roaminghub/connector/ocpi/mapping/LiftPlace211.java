package org.roaminghub.connector.ocpi.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Hours;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.v211.Connector211;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Hours211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/** Places from 2.1.1 up to the newest form (facts §5.2, column «up»). */
final class LiftPlace211 {

    /** Of 2.1.1's location types those that say nothing of the parking. */
    private static final Set<String> NO_PARKING_TYPE = Set.of("OTHER", "UNKNOWN");

    private LiftPlace211() {}

    static Location location(Location211 l, Lifting from) {
        PartyId owner = from.needOwner();
        return new Location(
                owner.country(),
                owner.party(),
                l.id(),
                true,
                List.of(),
                l.name(),
                l.address(),
                l.city(),
                l.postal_code(),
                null,
                Lift211.alpha3(l.country()),
                l.coordinates(),
                l.related_locations(),
                parkingType(l.type()),
                l.evses().stream().map(LiftPlace211::evse).toList(),
                List.of(),
                l.directions(),
                l.operator(),
                l.suboperator(),
                l.owner(),
                l.facilities(),
                timeZone(l.time_zone(), l.country()),
                hours(l.opening_times()),
                l.charging_when_closed(),
                l.images(),
                l.energy_mix(),
                null,
                l.last_updated());
    }

    static @Nullable String parkingType(String type) {
        return NO_PARKING_TYPE.contains(type) ? null : type;
    }

    private static String timeZone(@Nullable String said, String country) {
        if (said != null && !said.isBlank()) {
            return said;
        }
        String alpha2 = Words.countryAlpha2(country);
        return (alpha2 == null ? java.util.Optional.<String>empty() : TimeZones.ofCountry(alpha2))
                .orElseThrow(() -> new BadField(
                        Refusal.INCOMPLETE,
                        "time_zone is missing and the country has several: prices by the hour depend on it"));
    }

    private static @Nullable Hours hours(@Nullable Hours211 h) {
        return h == null
                ? null
                : new Hours(
                        Boolean.TRUE.equals(h.twentyfourseven()),
                        h.regular_hours(),
                        h.exceptional_openings(),
                        h.exceptional_closings());
    }

    static EVSE evse(Evse211 e) {
        return new EVSE(
                e.uid(),
                e.evse_id(),
                e.status(),
                e.status_schedule(),
                e.capabilities(),
                e.connectors().stream().map(LiftPlace211::connector).toList(),
                e.floor_level(),
                e.coordinates(),
                e.physical_reference(),
                e.directions(),
                e.parking_restrictions(),
                List.of(),
                e.images(),
                List.of(),
                e.last_updated());
    }

    static Connector connector(Connector211 c) {
        return new Connector(
                c.id(),
                c.standard(),
                c.format(),
                c.power_type(),
                c.voltage(),
                c.amperage(),
                null,
                c.tariff_id() == null ? List.of() : List.of(c.tariff_id()),
                c.terms_and_conditions(),
                List.of(),
                c.last_updated());
    }
}
