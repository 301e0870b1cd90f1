package org.roaminghub.connector.ocpi.mapping;

import java.util.List;
import java.util.Optional;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.vocabulary.PartyId;
import tools.jackson.databind.JsonNode;

/**
 * One version of OCPI. It lifts what that version says to the newest form of the wire records and lowers them again, so that
 * the mapping to the hub's words exists once. Reading throws {@link org.roaminghub.connector.ocpi.wire.BadField}, writing
 * {@link Unsayable}; what is left out or changed on the way down is told to the {@link Lowering}.
 */
public sealed interface Dialect permits Dialect211, Dialect221, Dialect230 {

    Release release();

    /** As partners write it, «2.2.1». */
    default String version() {
        return release().number();
    }

    Token token(JsonNode body, Lifting from);

    Session session(JsonNode body, Lifting from);

    SessionPatch sessionPatch(JsonNode body, Lifting from);

    CDR cdr(JsonNode body, Lifting from);

    LocationReferences locationReferences(JsonNode body);

    Location location(JsonNode body, Lifting from);

    EVSE evse(JsonNode body);

    Connector connector(JsonNode body);

    Tariff tariff(JsonNode body, Lifting from);

    AuthorizationInfo authorizationInfo(JsonNode body, Lifting from);

    Credentials credentials(JsonNode body);

    byte[] write(Token token, Lowering to);

    byte[] write(Session session, Lowering to);

    byte[] write(CDR cdr, Lowering to);

    byte[] write(LocationReferences references, Lowering to);

    byte[] write(AuthorizationInfo info, Lowering to);

    byte[] write(Credentials credentials);

    /** The TokenType that this version has for it. */
    String tokenType(String type);

    /** An original of this version on its way to another party: only what a hub must rewrite is rewritten. */
    default byte[] forOthers(byte[] original, Lowering to) {
        return original;
    }

    /**
     * As {@link #forOthers}, of a location, EVSE or connector: {@code depth} 0, 1 or 2. It may be a partial one.
     */
    default byte[] placeForOthers(byte[] original, int depth, Lowering to) {
        return original;
    }

    /** How this version names a place of somebody else. */
    default String placeId(PartyId owner, String id) {
        return Shortened.id(owner, id);
    }

    /** How this version names an EVSE in a place of somebody else. */
    default String evseUid(PartyId owner, String uid) {
        return Shortened.id(owner, uid);
    }

    /** How this version names a tariff of somebody else. */
    default String tariffId(PartyId owner, String id) {
        return id;
    }

    /** Whether it says from when to when a tariff holds; else only tariffs go that hold now. */
    default boolean hasValidity() {
        return release() != Release.V2_1_1;
    }

    /** Whether it says that a location is not to be published. */
    default boolean hasPublish() {
        return release() != Release.V2_1_1;
    }

    byte[] write(Location location, Lowering to);

    byte[] write(EVSE evse, Lowering to);

    byte[] write(Tariff tariff, Lowering to);

    /** The newest version that the hub speaks. */
    static Dialect newest() {
        return Dialect230.INSTANCE;
    }

    /** Newest first. */
    static List<Dialect> all() {
        return List.of(Dialect230.INSTANCE, Dialect221.INSTANCE, Dialect211.INSTANCE);
    }

    static Optional<Dialect> find(String version) {
        return switch (version) {
            case "2.2.1" -> Optional.of(Dialect221.INSTANCE);
            case "2.3.0" -> Optional.of(Dialect230.INSTANCE);
            case "2.1.1" -> Optional.of(Dialect211.INSTANCE);
            default -> Optional.empty();
        };
    }
}
