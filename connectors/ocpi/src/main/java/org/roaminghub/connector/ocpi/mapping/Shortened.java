package org.roaminghub.connector.ocpi.mapping;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.PartyId;

/** Ids and texts that are longer than a version allows: 2.1.1 has 39 characters for locations and EVSEs, CdrLocation 45 and 20. */
final class Shortened {

    private static final int MAX_ID = 36;
    private static final int MAX_ADDRESS = 45;
    private static final int MAX_STATE = 20;
    private static final String MARK = "…";

    private Shortened() {}

    /** The same alias for the same id of the same owner, always. */
    static String id(PartyId owner, String id) {
        return id.length() <= MAX_ID ? id : Alias.of(owner, id).toString();
    }

    private static String id(PartyId owner, String id, String field, Lowering to) {
        if (id.length() > MAX_ID) {
            to.lost(field, "longer than " + MAX_ID + " characters: sent as an alias");
        }
        return id(owner, id);
    }

    /** Ends with a mark where it was cut. */
    static String text(String text, int max, String field, Lowering to) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        to.lost(field, "longer than " + max + " characters: cut");
        return text.substring(0, text.offsetByCodePoints(0, max - 1)) + MARK;
    }

    static Location location(Location l, Lowering to) {
        return l.id().length() <= MAX_ID
                ? l
                : l.named(id(PartyId.of(l.country_code(), l.party_id()), l.id(), "id", to));
    }

    /** Its owner is the one that the lowering names; without one there is nobody else who could have such an id. */
    static EVSE evse(EVSE e, Lowering to) {
        PartyId owner = to.owner();
        return e.uid().length() <= MAX_ID || owner == null ? e : e.named(id(owner, e.uid(), "evses.uid", to));
    }

    static Session session(Session s, Lowering to) {
        if (s.location_id().length() <= MAX_ID && s.evse_uid().length() <= MAX_ID) {
            return s;
        }
        PartyId owner = PartyId.of(s.country_code(), s.party_id());
        return new Session(
                s.country_code(),
                s.party_id(),
                s.id(),
                s.start_date_time(),
                s.end_date_time(),
                s.kwh(),
                s.cdr_token(),
                s.auth_method(),
                s.authorization_reference(),
                id(owner, s.location_id(), "location_id", to),
                id(owner, s.evse_uid(), "evse_uid", to),
                s.connector_id(),
                s.meter_id(),
                s.currency(),
                s.charging_periods(),
                s.total_cost(),
                s.status(),
                s.last_updated(),
                s.place());
    }

    static CDR cdr(CDR c, Lowering to) {
        return fits(c.cdr_location())
                ? c
                : c.at(place(PartyId.of(c.country_code(), c.party_id()), c.cdr_location(), to));
    }

    private static boolean fits(CdrLocation at) {
        String state = at.state();
        return at.id().length() <= MAX_ID
                && at.evse_uid().length() <= MAX_ID
                && at.address().length() <= MAX_ADDRESS
                && (state == null || state.length() <= MAX_STATE);
    }

    private static CdrLocation place(PartyId owner, CdrLocation at, Lowering to) {
        return new CdrLocation(
                id(owner, at.id(), "cdr_location.id", to),
                at.name(),
                text(at.address(), MAX_ADDRESS, "cdr_location.address", to),
                at.city(),
                at.postal_code(),
                stateOf(at.state(), to),
                at.country(),
                at.coordinates(),
                id(owner, at.evse_uid(), "cdr_location.evse_uid", to),
                at.evse_id(),
                at.connector_id(),
                at.connector_standard(),
                at.connector_format(),
                at.connector_power_type());
    }

    private static @Nullable String stateOf(@Nullable String state, Lowering to) {
        return state == null ? null : text(state, MAX_STATE, "cdr_location.state", to);
    }
}
