package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.CDR;
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

/** OCPI 2.3.0: the newest form, so nothing is lifted and nothing lost. Editions differ in lengths only: the longer ones are read. */
final class Dialect230 implements Dialect {

    static final Dialect230 INSTANCE = new Dialect230();

    private Dialect230() {}

    @Override
    public Release release() {
        return Release.V2_3_0;
    }

    private static Fields fields(JsonNode body) {
        return Fields.of(body, Release.V2_3_0);
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
        return Location.read(fields(body), Edition.V230);
    }

    @Override
    public EVSE evse(JsonNode body) {
        return EVSE.read(fields(body), Edition.V230);
    }

    @Override
    public Connector connector(JsonNode body) {
        return Connector.read(fields(body), Edition.V230);
    }

    @Override
    public Tariff tariff(JsonNode body, Lifting from) {
        return Tariff.read(fields(body));
    }

    @Override
    public byte[] write(Location location, Lowering to) {
        return Json.write(Shortened.location(location, to));
    }

    @Override
    public byte[] write(EVSE evse, Lowering to) {
        return Json.write(Shortened.evse(evse, to));
    }

    @Override
    public byte[] write(Tariff tariff, Lowering to) {
        return Json.write(tariff);
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
        return Json.write(token);
    }

    @Override
    public byte[] write(Session session, Lowering to) {
        return Json.write(Shortened.session(session, to));
    }

    @Override
    public byte[] write(CDR cdr, Lowering to) {
        return Json.write(Shortened.cdr(cdr, to));
    }

    @Override
    public byte[] write(LocationReferences references, Lowering to) {
        return Json.write(references);
    }

    @Override
    public byte[] write(AuthorizationInfo info, Lowering to) {
        if (info.token() == null) {
            throw new Unsayable("token", "OCPI 2.3.0 needs the token of an authorisation.");
        }
        return Json.write(info);
    }

    @Override
    public byte[] write(Credentials credentials) {
        return Json.write(credentials);
    }

    @Override
    public String tokenType(String type) {
        return type;
    }
}
