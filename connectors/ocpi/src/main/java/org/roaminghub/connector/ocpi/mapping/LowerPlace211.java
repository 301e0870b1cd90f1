package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BusinessDetails;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.EnergyMix;
import org.roaminghub.connector.ocpi.wire.EnvironmentalImpact;
import org.roaminghub.connector.ocpi.wire.Hours;
import org.roaminghub.connector.ocpi.wire.Image;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.PlaceCodes;
import org.roaminghub.connector.ocpi.wire.v211.Connector211;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Hours211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;

/** Places from the newest form down to 2.1.1 (facts §5.2, column «down»). */
final class LowerPlace211 {

    private static final int MAX_ADDRESS = 45;
    private static final int MAX_ID = 39;
    private static final Set<String> IMPACTS = Codes.ENVIRONMENTAL_IMPACT;

    private LowerPlace211() {}

    /** Throws {@link Unsayable} for one that not everybody may see: 2.1.1 can't say so. */
    static Location211 location(Location l, Lowering to) {
        if (!l.publish()) {
            throw new Unsayable("publish", "OCPI 2.1.1 can't say that a location is not to be published.");
        }
        if (!l.publish_allowed_to().isEmpty()) {
            throw new Unsayable("publish_allowed_to", "OCPI 2.1.1 can't say whom a location may be shown to.");
        }
        lostIf(l.state() != null, "state", "2.1.1 has no states of countries", to);
        lostIf(!l.parking_places().isEmpty(), "parking_places", "2.1.1 has no parking places", to);
        lostIf(l.help_phone() != null, "help_phone", "2.1.1 has no help_phone", to);
        return new Location211(
                to.aliasFor(l.id()),
                type(l.parking_type(), to),
                l.name(),
                Shortened.text(l.address(), MAX_ADDRESS, "address", to),
                l.city(),
                Lower211.postalCode(l.postal_code(), "postal_code", to),
                l.country(),
                l.coordinates(),
                l.related_locations(),
                evses(l.evses(), to),
                l.directions(),
                business(l.operator(), to),
                business(l.suboperator(), to),
                business(l.owner(), to),
                known(l.facilities(), PlaceCodes.FACILITY_211, "facilities", to),
                l.time_zone(),
                hours(l.opening_times(), to),
                l.charging_when_closed(),
                images(l.images(), "images", to),
                mix(l.energy_mix(), "energy_mix", to),
                l.last_updated());
    }

    static String type(@Nullable String parkingType, Lowering to) {
        if (parkingType == null) {
            return "UNKNOWN";
        }
        if (Codes.LOCATION_TYPE_211.contains(parkingType)) {
            return parkingType;
        }
        to.lost("parking_type", "2.1.1 has no type " + parkingType + ": sent as OTHER");
        return "OTHER";
    }

    /** Regular hours or twentyfourseven: never both. */
    private static @Nullable Hours211 hours(@Nullable Hours h, Lowering to) {
        if (h == null) {
            return null;
        }
        boolean always = h.twentyfourseven();
        lostIf(
                always && !h.regular_hours().isEmpty(),
                "opening_times.regular_hours",
                "2.1.1 has regular hours only where it is not open always",
                to);
        boolean regular = !always && !h.regular_hours().isEmpty();
        return new Hours211(
                regular ? h.regular_hours() : List.of(),
                regular ? null : Boolean.valueOf(always),
                h.exceptional_openings(),
                h.exceptional_closings());
    }

    private static List<Evse211> evses(List<EVSE> evses, Lowering to) {
        List<Evse211> lowered = new ArrayList<>(evses.size());
        for (EVSE evse : evses) {
            try {
                lowered.add(evse(evse, to));
            } catch (Unsayable e) {
                to.lost("evses", e.sentence());
            }
        }
        return lowered;
    }

    /** Throws {@link Unsayable} when none of its connectors can be said. */
    static Evse211 evse(EVSE e, Lowering to) {
        lostIf(!e.parking().isEmpty(), "evses.parking", "2.1.1 has no parking places", to);
        lostIf(
                !e.accepted_service_providers().isEmpty(),
                "evses.accepted_service_providers",
                "2.1.1 has no such field",
                to);
        List<Connector211> connectors = new ArrayList<>();
        for (Connector c : e.connectors()) {
            if (Codes.CONNECTOR_TYPE_211.contains(c.standard())) {
                connectors.add(connector(c, to));
            } else {
                to.lost("evses.connectors", "2.1.1 has no connector type " + c.standard() + " and no OTHER: left out");
            }
        }
        if (connectors.isEmpty()) {
            throw new Unsayable("evses.connectors", "OCPI 2.1.1 has none of the EVSE's connector types.");
        }
        return new Evse211(
                e.uid().length() > MAX_ID ? to.aliasFor(e.uid()) : e.uid(),
                e.evse_id(),
                e.status(),
                e.status_schedule(),
                known(e.capabilities(), PlaceCodes.CAPABILITY_211, "evses.capabilities", to),
                connectors,
                e.floor_level(),
                e.coordinates(),
                e.physical_reference(),
                e.directions(),
                known(e.parking_restrictions(), PlaceCodes.PARKING_RESTRICTION, "evses.parking_restrictions", to),
                images(e.images(), "evses.images", to),
                e.last_updated());
    }

    private static Connector211 connector(Connector c, Lowering to) {
        lostIf(
                c.max_electric_power() != null,
                "evses.connectors.max_electric_power",
                "2.1.1 has voltage and amperage only: what is made of them may be wrong for DC",
                to);
        lostIf(!c.capabilities().isEmpty(), "evses.connectors.capabilities", "2.1.1 has no such field", to);
        return new Connector211(
                c.id(),
                c.standard(),
                c.format(),
                Lower211.powerType(c.power_type(), "evses.connectors.power_type", to),
                c.max_voltage(),
                c.max_amperage(),
                tariff(c.tariff_ids(), to),
                c.terms_and_conditions(),
                c.last_updated());
    }

    /** The first that may be said there and holds now. */
    private static @Nullable String tariff(List<String> tariffs, Lowering to) {
        if (tariffs.isEmpty()) {
            return null;
        }
        lostIf(
                tariffs.size() > 1,
                "evses.connectors.tariff_ids",
                "2.1.1 has one tariff for a connector: one is sent",
                to);
        String chosen =
                tariffs.size() == 1 ? tariffs.getFirst() : to.tariffOf(tariffs).orElse(null);
        return chosen == null ? null : to.aliasFor(chosen);
    }

    private static @Nullable BusinessDetails business(@Nullable BusinessDetails b, Lowering to) {
        Image logo = b == null ? null : b.logo();
        return b == null || logo == null
                ? b
                : new BusinessDetails(
                        b.name(), b.website(), images(List.of(logo), "logo", to).getFirst());
    }

    private static List<Image> images(List<Image> images, String field, Lowering to) {
        return images.stream()
                .map(i -> {
                    if (Codes.IMAGE_CATEGORY.contains(i.category())) {
                        return i;
                    }
                    to.lost(field + ".category", "2.1.1 has no such category: sent as OTHER");
                    return new Image(i.url(), i.thumbnail(), "OTHER", i.type(), i.width(), i.height());
                })
                .toList();
    }

    static @Nullable EnergyMix mix(@Nullable EnergyMix m, String field, Lowering to) {
        if (m == null
                || m.environ_impact().stream()
                        .map(EnvironmentalImpact::category)
                        .allMatch(IMPACTS::contains)) {
            return m;
        }
        to.lost(field + ".environ_impact", "2.1.1 has no such category: left out");
        return new EnergyMix(
                m.is_green_energy(),
                m.energy_sources(),
                m.environ_impact().stream()
                        .filter(i -> IMPACTS.contains(i.category()))
                        .toList(),
                m.supplier_name(),
                m.energy_product_name());
    }

    private static List<String> known(List<String> words, Set<String> list, String field, Lowering to) {
        if (list.containsAll(words)) {
            return words;
        }
        to.lost(field, "2.1.1 has no such value: left out");
        return words.stream().filter(list::contains).toList();
    }

    private static void lostIf(boolean lost, String field, String reason, Lowering to) {
        if (lost) {
            to.lost(field, reason);
        }
    }
}
