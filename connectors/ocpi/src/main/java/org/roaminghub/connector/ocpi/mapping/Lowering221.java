package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.PlaceCodes;

/** Places of 2.3.0 as 2.2.1 can say them (facts 5.2): what it lacks is left out and noted, never said otherwise. */
final class Lowering221 {

    private static final String NO_FIELD = "OCPI 2.2.1 has no such field";
    private static final String NO_WORD = "OCPI 2.2.1 has no such value";

    private Lowering221() {}

    static Location location(Location l, Lowering losses) {
        if (!l.parking_places().isEmpty()) {
            losses.lost("parking_places", NO_FIELD);
        }
        if (l.help_phone() != null) {
            losses.lost("help_phone", NO_FIELD);
        }
        String parkingType = l.parking_type();
        if (parkingType != null && !PlaceCodes.PARKING_TYPE.contains(parkingType)) {
            losses.lost("parking_type", NO_WORD);
            parkingType = null;
        }
        return new Location(
                l.country_code(),
                l.party_id(),
                l.id(),
                l.publish(),
                l.publish_allowed_to(),
                l.name(),
                l.address(),
                l.city(),
                l.postal_code(),
                l.state(),
                l.country(),
                l.coordinates(),
                l.related_locations(),
                parkingType,
                l.evses(),
                List.of(),
                l.directions(),
                l.operator(),
                l.suboperator(),
                l.owner(),
                known(l.facilities(), PlaceCodes.FACILITY, "facilities", losses),
                l.time_zone(),
                l.opening_times(),
                l.charging_when_closed(),
                l.images(),
                l.energy_mix(),
                null,
                l.last_updated());
    }

    /** Throws {@link Unsayable} when none of its connectors can be said. */
    static EVSE evse(EVSE e, Lowering losses) {
        if (!e.parking().isEmpty()) {
            losses.lost("evses.parking", NO_FIELD);
        }
        if (!e.accepted_service_providers().isEmpty()) {
            losses.lost("evses.accepted_service_providers", NO_FIELD);
        }
        List<Connector> connectors = new ArrayList<>();
        for (Connector c : e.connectors()) {
            if (!Codes.CONNECTOR_TYPE.contains(c.standard())) {
                losses.lost("evses.connectors", "OCPI 2.2.1 has no connector type " + c.standard());
            } else {
                connectors.add(connector(c, losses));
            }
        }
        if (connectors.isEmpty()) {
            throw new Unsayable("OCPI 2.2.1 has none of the EVSE's connector types.");
        }
        return new EVSE(
                e.uid(),
                e.evse_id(),
                e.status(),
                e.status_schedule(),
                known(e.capabilities(), PlaceCodes.CAPABILITY, "evses.capabilities", losses),
                connectors,
                e.floor_level(),
                e.coordinates(),
                e.physical_reference(),
                e.directions(),
                known(e.parking_restrictions(), PlaceCodes.PARKING_RESTRICTION, "evses.parking_restrictions", losses),
                List.of(),
                e.images(),
                List.of(),
                e.last_updated());
    }

    private static Connector connector(Connector c, Lowering losses) {
        if (c.capabilities().isEmpty()) {
            return c;
        }
        losses.lost("evses.connectors.capabilities", NO_FIELD);
        return new Connector(
                c.id(),
                c.standard(),
                c.format(),
                c.power_type(),
                c.max_voltage(),
                c.max_amperage(),
                c.max_electric_power(),
                c.tariff_ids(),
                c.terms_and_conditions(),
                List.of(),
                c.last_updated());
    }

    private static List<String> known(List<String> words, Set<String> list, String field, Lowering losses) {
        if (list.containsAll(words)) {
            return words;
        }
        losses.lost(field, NO_WORD);
        return words.stream().filter(list::contains).toList();
    }
}
