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
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.AuthorizationInfo211;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Connector211;
import org.roaminghub.connector.ocpi.wire.v211.Credentials211;
import org.roaminghub.connector.ocpi.wire.v211.Evse211;
import org.roaminghub.connector.ocpi.wire.v211.Location211;
import org.roaminghub.connector.ocpi.wire.v211.LocationReferences211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.SessionPatch211;
import org.roaminghub.connector.ocpi.wire.v211.Tariff211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.PartyId;
import tools.jackson.databind.JsonNode;

/**
 * OCPI 2.1.1. Nothing in it says whose an object is: what a partner sends is its own, and what is another's bears the hub's
 * id, which is unique (facts §5.1).
 */
final class Dialect211 implements Dialect {

    static final Dialect211 INSTANCE = new Dialect211();

    private static final int MAX_EVSE_UID = 39;

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
    public Location location(JsonNode body, Lifting from) {
        return LiftPlace211.location(Location211.read(fields(body)), from);
    }

    @Override
    public EVSE evse(JsonNode body) {
        return LiftPlace211.evse(Evse211.read(fields(body)));
    }

    @Override
    public Connector connector(JsonNode body) {
        return LiftPlace211.connector(Connector211.read(fields(body)));
    }

    @Override
    public Tariff tariff(JsonNode body, Lifting from) {
        return Lift211.tariff(Tariff211.read(fields(body)), from.needOwner());
    }

    @Override
    public byte[] write(Location location, Lowering to) {
        return json(LowerPlace211.location(location, to));
    }

    @Override
    public byte[] write(EVSE evse, Lowering to) {
        return json(LowerPlace211.evse(evse, to));
    }

    @Override
    public byte[] write(Tariff tariff, Lowering to) {
        return json(LowerTariff211.tariff(tariff, to));
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
        return json(Lower211.references(references, to));
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
        return Forward211.object(original, to);
    }

    @Override
    public byte[] placeForOthers(byte[] original, int depth, Lowering to) {
        return Forward211.place(original, depth, to);
    }

    @Override
    public String placeId(PartyId owner, String id) {
        return Alias.of(owner, id).toString();
    }

    @Override
    public String evseUid(PartyId owner, String uid) {
        return uid.length() > MAX_EVSE_UID ? Alias.of(owner, uid).toString() : uid;
    }

    @Override
    public String tariffId(PartyId owner, String id) {
        return Alias.of(owner, id).toString();
    }
}
