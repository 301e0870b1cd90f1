package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.node.ArrayNode;
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
        ObjectNode body =
                Json.object().put("id", number).put("expiryDateTime", expires).put("evseId", evse);
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

    /** {@code id} names the profile, so that it can be cleared. A profile without a start counts from the transaction's. */
    public static ObjectNode setProfile(
            Version version, int evse, String transaction, int id, ChargingProfile profile) {
        ObjectNode schedule = schedule(version, profile);
        ObjectNode body = Json.object()
                .put(version.isFirst() ? "chargingProfileId" : "id", id)
                .put("stackLevel", 0)
                .put("chargingProfilePurpose", "TxProfile")
                .put("chargingProfileKind", profile.start() == null ? "Relative" : "Absolute");
        if (version.isFirst()) {
            body.put("transactionId", Integer.parseInt(transaction)).set("chargingSchedule", schedule);
            return Json.object().put("connectorId", evse).set("csChargingProfiles", body);
        }
        body.put("transactionId", transaction)
                .set("chargingSchedule", Json.array().add(schedule.put("id", 1)));
        return Json.object().put("evseId", evse).set("chargingProfile", body);
    }

    private static ObjectNode schedule(Version version, ChargingProfile profile) {
        ObjectNode schedule =
                Json.object().put("chargingRateUnit", profile.unit().name());
        if (profile.start() != null) {
            schedule.put(
                    "startSchedule",
                    profile.start().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (profile.durationS() != null) {
            schedule.put("duration", profile.durationS().value().intValue());
        }
        if (profile.minRate() != null) {
            schedule.put("minChargingRate", rate(version, profile.minRate()));
        }
        ArrayNode periods = schedule.putArray("chargingSchedulePeriod");
        profile.periods()
                .forEach(p -> periods.addObject()
                        .put("startPeriod", p.startS().value().intValue())
                        .put("limit", rate(version, p.limit())));
        return schedule;
    }

    /** 1.6 takes one decimal; a limit is never raised by that. */
    private static BigDecimal rate(Version version, BigDecimal limit) {
        return version.isFirst() && limit.scale() > 1 ? limit.setScale(1, RoundingMode.DOWN) : limit;
    }

    public static ObjectNode clearProfile(Version version, int id) {
        return Json.object().put(version.isFirst() ? "id" : "chargingProfileId", id);
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
