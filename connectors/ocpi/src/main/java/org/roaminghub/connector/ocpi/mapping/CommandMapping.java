package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CancelReservation;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.ReserveNow;
import org.roaminghub.connector.ocpi.wire.StartSession;
import org.roaminghub.connector.ocpi.wire.StopSession;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.UnlockConnector;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.TokenProfile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands (OCPI 2.2.1 ch. 13; model.md §2.9). */
public final class CommandMapping {

    private static final String RESPONSE_URL = "response_url";
    private static final String RESERVATION_ID = "reservation_id";

    /** What 2.1.1 says otherwise, or what is told to be lost with its reason. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of(
            RESPONSE_URL,
            "connector_id",
            "authorization_reference",
            "token.country_code",
            "token.party_id",
            "token.contract_id",
            "token.auth_id",
            "token.group_id",
            "token.default_profile_type",
            "token.energy_contract");

    private CommandMapping() {}

    public static Order order(StartSession wire) {
        return order(
                RemoteKind.START,
                wire.token(),
                wire.authorization_reference(),
                Place.named(wire.location_id(), wire.evse_uid(), wire.connector_id(), null),
                null,
                null,
                null);
    }

    public static Order order(ReserveNow wire) {
        return order(
                RemoteKind.RESERVE,
                wire.token(),
                wire.authorization_reference(),
                Place.named(wire.location_id(), wire.evse_uid(), null, null),
                null,
                wire.reservation_id(),
                wire.expiry_date());
    }

    public static Order order(StopSession wire) {
        return order(RemoteKind.STOP, null, null, null, wire.session_id(), null, null);
    }

    public static Order order(CancelReservation wire) {
        return order(RemoteKind.CANCEL_RESERVATION, null, null, null, null, wire.reservation_id(), null);
    }

    public static Order order(UnlockConnector wire) {
        return order(
                RemoteKind.UNLOCK,
                null,
                null,
                Place.named(wire.location_id(), wire.evse_uid(), wire.connector_id(), null),
                null,
                null,
                null);
    }

    private static Order order(
            RemoteKind kind,
            @Nullable Token token,
            @Nullable String reference,
            @Nullable Place place,
            @Nullable String session,
            @Nullable String reservation,
            @Nullable Instant expiresAt) {
        return new Order(
                kind,
                token == null ? null : TokenMapping.profile(token),
                reference == null ? null : AuthorizationReference.parse(reference),
                place,
                session,
                reservation,
                expiresAt,
                null,
                null,
                null);
    }

    /**
     * The message as it came, with the address for its result replaced, the hub's id of the session by the CPO's, and a number of a
     * reservation that another has there by the hub's: nothing else is the hub's business.
     */
    public static byte[] redirected(byte[] original, String responseUrl, Order order) {
        try {
            JsonNode body = Json.read(original);
            if (!(body instanceof ObjectNode object)) {
                throw new IllegalStateException("a command is an object");
            }
            if (order.kind() == RemoteKind.STOP && order.session() != null) {
                object.put("session_id", order.session());
            }
            if (order.reservation() != null && object.path(RESERVATION_ID).isNumber()) {
                object.put(RESERVATION_ID, number(order.reservation()));
            }
            return Json.writeAsRead(object.put(RESPONSE_URL, responseUrl));
        } catch (NotJson e) {
            throw new IllegalStateException("a command that was read once can't be read again", e);
        }
    }

    /** For a partner of another version; {@code came} is absent where there is no message of OCPI. */
    public static byte[] written(
            Order order, @Nullable Original came, String responseUrl, Dialect dialect, Instant now, Lowering to) {
        byte[] body = written(order, responseUrl, dialect, now, to);
        if (came != null && came.protocol() == Protocol.OCPI) {
            Untold.note(came.bytes(), body, TOLD_ELSEWHERE, to);
        }
        return body;
    }

    private static byte[] written(Order order, String responseUrl, Dialect dialect, Instant now, Lowering to) {
        boolean old = dialect.release() == Release.V2_1_1;
        if (old && order.kind() == RemoteKind.CANCEL_RESERVATION) {
            throw new Unsayable("OCPI 2.1.1 has no CANCEL_RESERVATION.");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put(RESPONSE_URL, responseUrl);
        if (order.token() != null) {
            body.set("token", token(order.token(), dialect, now, to));
        }
        put(body, "session_id", order.session());
        String reservation = order.reservation();
        if (reservation != null && old) {
            body.put(RESERVATION_ID, number(reservation));
        } else {
            put(body, RESERVATION_ID, reservation);
        }
        if (order.expiresAt() != null) {
            body.put("expiry_date", WireTime.forWire(order.expiresAt()).toString());
        }
        Place place = order.place();
        if (place != null) {
            put(body, "location_id", place.locationFid());
            put(body, "evse_uid", place.evseFid());
            if (!old || order.kind() == RemoteKind.UNLOCK) {
                put(body, "connector_id", place.connectorFid());
            } else if (place.connectorFid() != null) {
                to.lost("connector_id", "2.1.1 starts sessions at an EVSE, not at a connector");
            }
        }
        AuthorizationReference reference = order.reference();
        if (reference != null && old) {
            to.lost("authorization_reference", "2.1.1 has none: the hub keeps it");
        } else if (reference != null) {
            body.put("authorization_reference", reference.value());
        }
        return Json.write(body);
    }

    private static JsonNode token(TokenProfile token, Dialect dialect, Instant now, Lowering to) {
        Lowering inside = Lowering.plain();
        byte[] written = dialect.write(TokenMapping.token(token, token.issuer().value(), now), inside);
        inside.losses(token.issuer()).forEach(loss -> to.lost("token." + loss.field(), loss.reason()));
        return tree(written);
    }

    /** 2.1.1 counts reservations: the hub keeps a number for each. */
    private static int number(String reservation) {
        try {
            return Integer.parseInt(reservation);
        } catch (NumberFormatException e) {
            throw new Unsayable("OCPI 2.1.1 needs a number as reservation_id.");
        }
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.read(json);
        } catch (NotJson e) {
            throw new IllegalStateException(e);
        }
    }
}
