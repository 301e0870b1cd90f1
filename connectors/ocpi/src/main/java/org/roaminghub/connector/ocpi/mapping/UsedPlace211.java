package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.v211.Connector211;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.vocabulary.Loss;

/**
 * The Location with one EVSE and one connector that sessions and CDRs of 2.1.1 bear (facts §5.3, §5.4): from what the hub holds of
 * the owner's places, else from what the message itself says.
 */
final class UsedPlace211 {

    private static final int MAX_ADDRESS = 45;

    private UsedPlace211() {}

    /** Throws {@link Unsayable} where the hub does not know the place, or may not show it. */
    static Location211 of(Session s, Lowering to) {
        Optional<HeldLocation> held = to.placeOf(s.location_id());
        if (held.isPresent()) {
            return whole(held.get(), s, to);
        }
        CdrLocation said = s.place();
        if (said == null) {
            throw new Unsayable(
                    "location", "OCPI 2.1.1 needs the whole location of a session, and the hub does not know it.");
        }
        return filled(said, null, s.last_updated(), to);
    }

    private static Location211 whole(HeldLocation held, Session s, Lowering to) {
        EVSE evse = HeldPlaces.findEvse(held, s.evse_uid())
                .map(found -> HeldPlaces.evse(found, Lowering.plain()))
                .orElseThrow(() -> new Unsayable("location", "The hub does not know the EVSE of the session."));
        Connector used = connector(evse, s.connector_id())
                .orElseThrow(() -> new Unsayable("location", "The hub does not know the connector of the session."));
        Lowering inner = Lowering.of(held.location().owner(), to.hubId(), to.books());
        try {
            return LowerPlace211.location(HeldPlaces.location(held, inner), inner)
                    .with(LowerPlace211.evse(evse.with(used), inner));
        } catch (Unsayable e) {
            throw new Unsayable("location." + e.field(), e.sentence());
        } finally {
            for (Loss loss : inner.losses(held.location().owner())) {
                to.lost("location." + loss.field(), loss.reason());
            }
        }
    }

    /** One that is not named is the only one there is. */
    private static Optional<Connector> connector(EVSE evse, String id) {
        return evse.connectors().stream()
                .filter(c -> c.id().equalsIgnoreCase(id)
                        || (id.equals(Words.NOT_AVAILABLE) && evse.connectors().size() == 1))
                .findFirst();
    }

    /** What the CDR itself says of its place counts: it was so when the session began. */
    static Location211 of(CDR c, Lowering to) {
        CdrLocation at = c.cdr_location();
        HeldLocation held =
                to.placeOf(at.id()).filter(l -> l.location().isPublic()).orElse(null);
        Known known = null;
        if (held != null) {
            HeldEvse found = HeldPlaces.findEvse(held, at.evse_uid()).orElse(null);
            EVSE evse = found == null ? null : HeldPlaces.evse(found, Lowering.plain());
            Connector used =
                    evse == null ? null : connector(evse, at.connector_id()).orElse(null);
            known = evse == null || used == null ? null : new Known(HeldPlaces.location(held, to), evse, used);
        }
        return filled(at, known, c.last_updated(), to);
    }

    /** What the hub holds of it. */
    private record Known(org.roaminghub.connector.ocpi.wire.Location location, EVSE evse, Connector connector) {}

    /** What is not in a cdr_location is filled as facts §5.4 says: from the store, else with what says that it is not known. */
    private static Location211 filled(CdrLocation at, @Nullable Known known, Instant reportedAt, Lowering to) {
        if (!Codes.CONNECTOR_TYPE_211.contains(at.connector_standard())) {
            throw new Unsayable(
                    "cdr_location.connector_standard",
                    "OCPI 2.1.1 has no connector type " + at.connector_standard() + " and no OTHER.");
        }
        if (at.state() != null) {
            to.lost("cdr_location.state", "2.1.1 has no states of countries");
        }
        if (known == null) {
            to.lost("location", "type, status, voltage and amperage are not known: sent as UNKNOWN, UNKNOWN, 0 and 0");
        }
        String evseId = at.evse_id().equals(Words.NOT_AVAILABLE) ? null : at.evse_id();
        var connector = new Connector211(
                at.connector_id(),
                at.connector_standard(),
                at.connector_format(),
                Lower211.powerType(at.connector_power_type(), "cdr_location.connector_power_type", to),
                known == null ? 0 : known.connector.max_voltage(),
                known == null ? 0 : known.connector.max_amperage(),
                null,
                null,
                known == null ? reportedAt : known.connector.last_updated());
        return new Location211(
                to.aliasFor(at.id()),
                known == null ? "UNKNOWN" : LowerPlace211.type(known.location.parking_type(), to),
                at.name(),
                Shortened.text(at.address(), MAX_ADDRESS, "cdr_location.address", to),
                at.city(),
                Lower211.postalCode(at.postal_code(), "cdr_location.postal_code", to),
                at.country(),
                at.coordinates(),
                List.of(new Evse211(
                        at.evse_uid(),
                        evseId,
                        known == null ? "UNKNOWN" : known.evse.status(),
                        List.of(connector),
                        known == null ? reportedAt : known.evse.last_updated())),
                known == null ? null : known.location.time_zone(),
                known == null ? reportedAt : known.location.last_updated());
    }
}
