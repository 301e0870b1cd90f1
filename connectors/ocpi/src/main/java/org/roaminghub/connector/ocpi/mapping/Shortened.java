package org.roaminghub.connector.ocpi.mapping;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.Session;

/** Ids and texts that are longer than a version allows: 2.1.1 has 39 characters for locations and EVSEs, CdrLocation 45 and 20. */
final class Shortened {

    private static final int MAX_ID = 36;
    private static final int MAX_ADDRESS = 45;
    private static final int MAX_STATE = 20;
    private static final String MARK = "…";

    private Shortened() {}

    /** The same alias for the same id of the same owner, always. */
    static String id(String owner, String id) {
        return id.length() <= MAX_ID
                ? id
                : UUID.nameUUIDFromBytes((owner + "/" + id).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private static String id(String owner, String id, String field, Lowering to) {
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

    static Session session(Session s, Lowering to) {
        if (s.location_id().length() <= MAX_ID && s.evse_uid().length() <= MAX_ID) {
            return s;
        }
        String owner = s.country_code() + s.party_id();
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
        return fits(c.cdr_location()) ? c : c.at(place(c.country_code() + c.party_id(), c.cdr_location(), to));
    }

    private static boolean fits(CdrLocation at) {
        String state = at.state();
        return at.id().length() <= MAX_ID
                && at.evse_uid().length() <= MAX_ID
                && at.address().length() <= MAX_ADDRESS
                && (state == null || state.length() <= MAX_STATE);
    }

    private static CdrLocation place(String owner, CdrLocation at, Lowering to) {
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
