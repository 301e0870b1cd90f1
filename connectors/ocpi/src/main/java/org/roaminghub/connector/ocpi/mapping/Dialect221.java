package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Edition;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Location;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import tools.jackson.databind.JsonNode;

/** OCPI 2.2.1: the newest form so far, so nothing is lifted. */
final class Dialect221 implements Dialect {

    static final String VERSION = "2.2.1";
    static final Dialect221 INSTANCE = new Dialect221();

    private Dialect221() {}

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Token token(JsonNode body) {
        return Token.read(Fields.of(body));
    }

    @Override
    public Session session(JsonNode body) {
        return Session.read(Fields.of(body));
    }

    @Override
    public SessionPatch sessionPatch(JsonNode body) {
        Fields fields = Fields.of(body);
        fields.neverNull(
                "id",
                "start_date_time",
                "kwh",
                "cdr_token",
                "auth_method",
                "location_id",
                "evse_uid",
                "connector_id",
                "currency",
                "status",
                "last_updated");
        return SessionPatch.read(fields);
    }

    @Override
    public CDR cdr(JsonNode body) {
        return CDR.read(Fields.of(body));
    }

    @Override
    public LocationReferences locationReferences(JsonNode body) {
        return LocationReferences.read(Fields.of(body));
    }

    @Override
    public Location location(JsonNode body) {
        return Location.read(Fields.of(body), Edition.V221);
    }

    @Override
    public EVSE evse(JsonNode body) {
        return EVSE.read(Fields.of(body), Edition.V221);
    }

    @Override
    public Connector connector(JsonNode body) {
        return Connector.read(Fields.of(body), Edition.V221);
    }

    @Override
    public Tariff tariff(JsonNode body) {
        return Tariff.read(Fields.of(body));
    }

    @Override
    public byte[] write(Location location, Losses losses) {
        return Json.write(Lowering221.location(location, losses));
    }

    @Override
    public byte[] write(EVSE evse, Losses losses) {
        return Json.write(Lowering221.evse(evse, losses));
    }

    @Override
    public byte[] write(Tariff tariff, Losses losses) {
        return Json.write(tariff);
    }

    @Override
    public byte[] write(Token token) {
        return Json.write(token);
    }

    @Override
    public byte[] write(Session session) {
        return Json.write(session);
    }

    @Override
    public byte[] write(CDR cdr) {
        return Json.write(cdr);
    }

    @Override
    public byte[] write(LocationReferences references) {
        return Json.write(references);
    }
}
