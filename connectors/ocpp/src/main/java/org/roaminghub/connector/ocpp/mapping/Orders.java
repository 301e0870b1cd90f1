package org.roaminghub.connector.ocpp.mapping;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.node.ObjectNode;

/** What is to be done, in the words of each version. */
public final class Orders {

    private Orders() {}

    public static String startAction(Version version) {
        return version.isFirst() ? "RemoteStartTransaction" : "RequestStartTransaction";
    }

    /** {@code number} names the start in 2.x; 1.6 has no place for it. */
    public static ObjectNode start(Version version, int evse, Token token, int number) {
        if (version.isFirst()) {
            return Json.object().put("connectorId", evse).put("idTag", uid(token));
        }
        ObjectNode body = Json.object().put("evseId", evse).put("remoteStartId", number);
        body.set("idToken", idToken(token));
        return body;
    }

    public static String stopAction(Version version) {
        return version.isFirst() ? "RemoteStopTransaction" : "RequestStopTransaction";
    }

    public static ObjectNode stop(Version version, String transaction) {
        return version.isFirst()
                ? Json.object().put("transactionId", Integer.parseInt(transaction))
                : Json.object().put("transactionId", transaction);
    }

    public static ObjectNode reserve(Version version, int evse, Token token, int number, Instant until) {
        String expires = until.truncatedTo(ChronoUnit.SECONDS).toString();
        if (version.isFirst()) {
            return Json.object()
                    .put("connectorId", evse)
                    .put("expiryDate", expires)
                    .put("idTag", uid(token))
                    .put("reservationId", number);
        }
        ObjectNode body = Json.object()
                .put("id", number)
                .put("expiryDateTime", expires)
                .put("evseId", evse);
        body.set("idToken", idToken(token));
        return body;
    }

    public static ObjectNode cancel(int number) {
        return Json.object().put("reservationId", number);
    }

    public static ObjectNode unlock(Version version, int evse, int connector) {
        return version.isFirst()
                ? Json.object().put("connectorId", evse)
                : Json.object().put("evseId", evse).put("connectorId", connector);
    }

    private static String uid(Token token) {
        TokenUid uid = token.seen().uid();
        return uid == null ? "" : uid.value();
    }

    private static ObjectNode idToken(Token token) {
        return Json.object().put("idToken", uid(token)).put("type", type(token.kind()));
    }

    private static String type(TokenKind kind) {
        return switch (kind) {
            case RFID -> "ISO14443";
            case EMAID -> "eMAID";
            case APP, AD_HOC, OTHER -> "Central";
        };
    }
}
