package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.CredentialsRole;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.AuthorizationInfo211;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Credentials211;
import org.roaminghub.connector.ocpi.wire.v211.LocationReferences211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.SessionPatch211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OCPI 2.1.1. Nothing in it says whose an object is: what a partner sends is its own, and what is another's bears the hub's
 * id, which is unique (facts §5.1).
 */
final class Dialect211 implements Dialect {

    static final Dialect211 INSTANCE = new Dialect211();

    private Dialect211() {}

    @Override
    public Release release() {
        return Release.V2_1_1;
    }

    private static Fields fields(JsonNode body) {
        return Fields.of(body, Release.V2_1_1);
    }

    private static byte[] json(Object value) {
        return Json.write(value, Release.V2_1_1);
    }

    @Override
    public Token token(JsonNode body, Lifting from) {
        return Lift211.token(Token211.read(fields(body)), from);
    }

    @Override
    public Session session(JsonNode body, Lifting from) {
        return Lift211.session(Session211.read(fields(body)), from);
    }

    @Override
    public SessionPatch sessionPatch(JsonNode body, Lifting from) {
        return Lift211.patch(SessionPatch211.read(fields(body)), from);
    }

    @Override
    public CDR cdr(JsonNode body, Lifting from) {
        return Lift211.cdr(Cdr211.read(fields(body)), from);
    }

    @Override
    public LocationReferences locationReferences(JsonNode body) {
        return Lift211.references(LocationReferences211.read(fields(body)));
    }

    @Override
    public Location location(JsonNode body) {
        throw notYet("locations");
    }

    @Override
    public EVSE evse(JsonNode body) {
        throw notYet("locations");
    }

    @Override
    public Connector connector(JsonNode body) {
        throw notYet("locations");
    }

    @Override
    public Tariff tariff(JsonNode body) {
        throw notYet("tariffs");
    }

    @Override
    public byte[] write(Location location, Lowering to) {
        throw notYet("locations");
    }

    @Override
    public byte[] write(EVSE evse, Lowering to) {
        throw notYet("locations");
    }

    @Override
    public byte[] write(Tariff tariff, Lowering to) {
        throw notYet("tariffs");
    }

    private static Unsayable notYet(String module) {
        return new Unsayable("The hub does not speak the module " + module + " in OCPI 2.1.1.");
    }

    @Override
    public AuthorizationInfo authorizationInfo(JsonNode body, Lifting from) {
        return Lift211.info(AuthorizationInfo211.read(fields(body)));
    }

    @Override
    public Credentials credentials(JsonNode body) {
        return Credentials.read(fields(body));
    }

    @Override
    public byte[] write(Token token, Lowering to) {
        return json(Lower211.token(Lower221.token(token, to), to));
    }

    @Override
    public byte[] write(Session session, Lowering to) {
        return json(Lower211.session(session, to));
    }

    @Override
    public byte[] write(CDR cdr, Lowering to) {
        return json(Lower211.cdr(cdr, to));
    }

    @Override
    public byte[] write(LocationReferences references, Lowering to) {
        return json(Lower211.references(references));
    }

    @Override
    public byte[] write(AuthorizationInfo info, Lowering to) {
        return json(Lower211.info(info, to));
    }

    @Override
    public byte[] write(Credentials credentials) {
        CredentialsRole self = credentials.roles().getFirst();
        return json(new Credentials211(
                credentials.token(), credentials.url(), self.business_details(), self.party_id(), self.country_code()));
    }

    @Override
    public String tokenType(String type) {
        return Codes.TOKEN_TYPE_211.contains(type) ? type : "OTHER";
    }

    /** Another party's id may be one that the receiver knows from a third party. */
    @Override
    public byte[] forOthers(byte[] original, Lowering to) {
        String hubId = to.hubId();
        if (hubId == null) {
            return original;
        }
        try {
            return Json.read(original) instanceof ObjectNode object && object.has("id")
                    ? Json.writeAsRead(object.put("id", hubId))
                    : original;
        } catch (NotJson e) {
            throw new Unsayable(e.sentence());
        }
    }
}
