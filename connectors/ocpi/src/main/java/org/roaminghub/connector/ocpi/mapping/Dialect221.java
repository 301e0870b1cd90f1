package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Edition;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import tools.jackson.databind.JsonNode;

/** OCPI 2.2.1: prices are read as they stand there, everything else is as in 2.3.0 (facts §5.7). */
final class Dialect221 implements Dialect {

    static final Dialect221 INSTANCE = new Dialect221();

    private Dialect221() {}

    @Override
    public Release release() {
        return Release.V2_2_1;
    }

    private static Fields fields(JsonNode body) {
        return Fields.of(body, Release.V2_2_1);
    }

    private static byte[] json(Object value) {
        return Json.write(value, Release.V2_2_1);
    }

    @Override
    public Token token(JsonNode body, Lifting from) {
        return Token.read(fields(body));
    }

    @Override
    public Session session(JsonNode body, Lifting from) {
        return Session.read(fields(body));
    }

    @Override
    public SessionPatch sessionPatch(JsonNode body, Lifting from) {
        return SessionPatch.readStrict(fields(body));
    }

    @Override
    public CDR cdr(JsonNode body, Lifting from) {
        return CDR.read(fields(body));
    }

    @Override
    public LocationReferences locationReferences(JsonNode body) {
        return LocationReferences.read(fields(body));
    }

    @Override
    public Location location(JsonNode body, Lifting from) {
        return Location.read(fields(body), Edition.V221);
    }

    @Override
    public EVSE evse(JsonNode body) {
        return EVSE.read(fields(body), Edition.V221);
    }

    @Override
    public Connector connector(JsonNode body) {
        return Connector.read(fields(body), Edition.V221);
    }

    @Override
    public Tariff tariff(JsonNode body, Lifting from) {
        return Tariff.read(fields(body));
    }

    @Override
    public byte[] write(Location location, Lowering to) {
        return json(Lowering221.location(Shortened.location(location, to), to));
    }

    @Override
    public byte[] write(EVSE evse, Lowering to) {
        return json(Lowering221.evse(Shortened.evse(evse, to), to));
    }

    @Override
    public byte[] write(Tariff tariff, Lowering to) {
        return json(Lower221.tariff(tariff, to)
                .orElseThrow(() -> new Unsayable("elements", "OCPI 2.2.1 can't say the taxes of this tariff.")));
    }

    @Override
    public AuthorizationInfo authorizationInfo(JsonNode body, Lifting from) {
        return AuthorizationInfo.read(fields(body));
    }

    @Override
    public Credentials credentials(JsonNode body) {
        return Credentials.read(fields(body));
    }

    @Override
    public byte[] write(Token token, Lowering to) {
        return json(Lower221.token(token, to));
    }

    @Override
    public byte[] write(Session session, Lowering to) {
        return json(Lower221.session(Shortened.session(session, to), to));
    }

    @Override
    public byte[] write(CDR cdr, Lowering to) {
        return json(Lower221.cdr(Shortened.cdr(cdr, to), to));
    }

    @Override
    public byte[] write(LocationReferences references, Lowering to) {
        return json(references);
    }

    @Override
    public byte[] write(AuthorizationInfo info, Lowering to) {
        Token token = info.token();
        if (token == null) {
            throw new Unsayable("token", "OCPI 2.2.1 needs the token of an authorisation.");
        }
        return json(info.with(Lower221.token(token, to), info.authorization_reference()));
    }

    @Override
    public byte[] write(Credentials credentials) {
        return json(credentials);
    }

    @Override
    public String tokenType(String type) {
        return Codes.TOKEN_TYPE.contains(type) ? type : "OTHER";
    }
}
