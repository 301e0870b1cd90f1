package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v16.Profiles;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdToken;
import org.roaminghub.connector.ocpp.message.v2.Availability;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging;
import org.roaminghub.connector.ocpp.message.v2.Transactions;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.ChargingProfile;
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
        return Messages.write(
                version.isFirst()
                        ? new Core.RemoteStartTransactionRequest(evse, uid(token), null)
                        : new Transactions.RequestStartTransactionRequest(evse, number, idToken(token), null, null),
                version);
    }

    public static String stopAction(Version version) {
        return version.isFirst() ? "RemoteStopTransaction" : "RequestStopTransaction";
    }

    public static ObjectNode stop(Version version, String transaction) {
        return Messages.write(
                version.isFirst()
                        ? new Core.RemoteStopTransactionRequest(Integer.parseInt(transaction))
                        : new Transactions.RequestStopTransactionRequest(transaction),
                version);
    }

    public static ObjectNode reserve(Version version, int evse, Token token, int number, Instant until) {
        WireTime expires = WireTime.of(until);
        return Messages.write(
                version.isFirst()
                        ? new Profiles.ReserveNowRequest(evse, expires, uid(token), null, number)
                        : new Availability.ReserveNowRequest(number, expires, evse, idToken(token), null, null),
                version);
    }

    /** All versions have the same. */
    public static ObjectNode cancel(int number) {
        return Messages.write(new Availability.CancelReservationRequest(number), Version.V2_0_1);
    }

    public static ObjectNode unlock(Version version, int evse, int connector) {
        return Messages.write(
                version.isFirst()
                        ? new Core.UnlockConnectorRequest(evse)
                        : new Transactions.UnlockConnectorRequest(evse, connector),
                version);
    }

    /** {@code id} names the profile, so that it can be cleared. A profile without a start counts from the transaction's. */
    public static ObjectNode setProfile(
            Version version, int evse, String transaction, int id, ChargingProfile profile) {
        String kind = profile.start() == null ? "Relative" : "Absolute";
        return Messages.write(
                version.isFirst()
                        ? new Profiles.SetChargingProfileRequest(
                                evse,
                                new Profiles.ChargingProfile(
                                        id,
                                        0,
                                        "TxProfile",
                                        kind,
                                        Integer.parseInt(transaction),
                                        null,
                                        null,
                                        null,
                                        first(profile)))
                        : new SmartCharging.SetChargingProfileRequest(
                                evse,
                                SmartCharging.ChargingProfile.ofTransaction(
                                        id, kind, transaction, null, later(profile))),
                version);
    }

    private static Profiles.ChargingSchedule first(ChargingProfile profile) {
        return new Profiles.ChargingSchedule(
                duration(profile),
                start(profile),
                profile.unit().name(),
                profile.minRate() == null ? null : tenths(profile.minRate()),
                profile.periods().stream()
                        .map(p -> new Profiles.ChargingSchedulePeriod(
                                p.startS().value().intValue(), tenths(p.limit()), null))
                        .toList());
    }

    private static SmartCharging.ChargingSchedule later(ChargingProfile profile) {
        return SmartCharging.ChargingSchedule.of(
                profile.unit().name(),
                start(profile),
                duration(profile),
                profile.minRate(),
                profile.periods().stream()
                        .map(p -> SmartCharging.ChargingSchedulePeriod.of(
                                p.startS().value().intValue(), p.limit()))
                        .toList());
    }

    private static @Nullable WireTime start(ChargingProfile profile) {
        return profile.start() == null ? null : WireTime.of(profile.start());
    }

    private static @Nullable Integer duration(ChargingProfile profile) {
        return profile.durationS() == null ? null : profile.durationS().value().intValue();
    }

    /** 1.6 takes one decimal; a limit is never raised by that. */
    private static BigDecimal tenths(BigDecimal limit) {
        return limit.scale() > 1 ? limit.setScale(1, RoundingMode.DOWN) : limit;
    }

    public static ObjectNode clearProfile(Version version, int id) {
        return Messages.write(
                version.isFirst()
                        ? new Profiles.ClearChargingProfileRequest(id, null, null, null)
                        : new SmartCharging.ClearChargingProfileRequest(id, null),
                version);
    }

    private static String uid(Token token) {
        TokenUid uid = token.seen().uid();
        return uid == null ? "" : uid.value();
    }

    private static IdToken idToken(Token token) {
        return IdToken.of(uid(token), type(token.kind()));
    }

    private static String type(TokenKind kind) {
        return switch (kind) {
            case RFID -> "ISO14443";
            case EMAID -> "eMAID";
            case APP, AD_HOC, OTHER -> "Central";
        };
    }
}
