package org.roaminghub.connector.ocpi.mapping;

import java.util.Optional;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import tools.jackson.databind.JsonNode;

/**
 * One version of OCPI. It lifts what that version says to the newest form of the wire records and lowers them again, so that
 * the mapping to the hub's words exists once. Reading throws {@link org.roaminghub.connector.ocpi.wire.BadField}, writing
 * {@link Unsayable}.
 */
public sealed interface Dialect permits Dialect221 {

    /** As partners write it, «2.2.1». */
    String version();

    Token token(JsonNode body);

    Session session(JsonNode body);

    SessionPatch sessionPatch(JsonNode body);

    CDR cdr(JsonNode body);

    LocationReferences locationReferences(JsonNode body);

    Location location(JsonNode body);

    EVSE evse(JsonNode body);

    Connector connector(JsonNode body);

    Tariff tariff(JsonNode body);

    byte[] write(Token token);

    byte[] write(Session session);

    byte[] write(CDR cdr);

    byte[] write(LocationReferences references);

    /** What the version can't say is left out and noted. */
    byte[] write(Location location, Losses losses);

    byte[] write(EVSE evse, Losses losses);

    byte[] write(Tariff tariff, Losses losses);

    /** The newest version that the hub speaks. */
    static Dialect newest() {
        return Dialect221.INSTANCE;
    }

    static Optional<Dialect> find(String version) {
        return version.equals(Dialect221.VERSION) ? Optional.of(Dialect221.INSTANCE) : Optional.empty();
    }
}
