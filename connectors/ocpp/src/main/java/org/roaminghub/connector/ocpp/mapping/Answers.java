package org.roaminghub.connector.ocpp.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core;
import org.roaminghub.connector.ocpp.message.v2.Authorizing;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.Tariff;
import org.roaminghub.connector.ocpp.message.v2.Transactions.TransactionEventResponse;
import org.roaminghub.connector.ocpp.message.v2.Transactions.TransactionLimit;
import org.roaminghub.connector.ocpp.pki.Finding;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** The hub's decisions in the words of OCPP, and the stations' in those of the hub (model §3.1 and §3.2). */
public final class Answers {

    private static final int MAX_GROUP_1_6 = 20;
    private static final int MAX_GROUP_2 = 36;

    private static final TransactionLimit NO_LIMIT = new TransactionLimit(null, null, null, null);

    private Answers() {}

    public static Core.IdTagInfo idTagInfo(TokenAnswer answer) {
        return new Core.IdTagInfo(first(answer.refusal()), group(answer, MAX_GROUP_1_6), until(answer));
    }

    public static Authorizing.IdTokenInfo idTokenInfo(TokenAnswer answer) {
        return Authorizing.IdTokenInfo.of(later(answer.refusal()), group(answer, MAX_GROUP_2), until(answer));
    }

    private static @Nullable String group(TokenAnswer answer, int most) {
        String group = Values.some(answer.group());
        return group == null || group.length() > most ? null : group;
    }

    private static @Nullable WireTime until(TokenAnswer answer) {
        return answer.validUntil() == null ? null : WireTime.of(answer.validUntil());
    }

    /**
     * The answer to a TransactionEvent. {@code token} absent: nobody showed one; {@code cost} absent: nobody knows, which doesn't
     * say that it is free.
     */
    public static TransactionEventResponse transaction(@Nullable TokenAnswer token, @Nullable Money cost) {
        return new TransactionEventResponse(
                token == null ? null : idTokenInfo(token),
                token == null ? null : transactionLimit(token),
                cost == null ? null : cost.amount(),
                null,
                null,
                List.of());
    }

    /**
     * The answer to Authorize; in 2.1 with the driver's tariff where it isn't the station's default. {@code certificate}: what is said
     * of the contract certificate; absent where none was shown.
     */
    public static Authorizing.AuthorizeResponse authorized(TokenAnswer answer, @Nullable String certificate) {
        Tariff tariff = answer.tariff() == null
                ? null
                : DefaultTariff.ofDriver(answer.tariff().tariff()).orElse(null);
        return new Authorizing.AuthorizeResponse(idTokenInfo(answer), certificate, List.of(), tariff);
    }

    /** How far a transaction may go (2.1 E16); null where nothing limits it. */
    public static @Nullable TransactionLimit transactionLimit(TokenAnswer answer) {
        Limits limits = answer.limits();
        if (answer.refusal() != null || limits == null) {
            return null;
        }
        TransactionLimit limit = new TransactionLimit(
                limits.energyWh() == null ? null : limits.energyWh().value(),
                limits.durationS() == null ? null : limits.durationS().value().intValue(),
                limits.cost() == null ? null : limits.cost().amount(),
                limits.socPercent() == null ? null : limits.socPercent().intValue());
        return limit.equals(NO_LIMIT) ? null : limit;
    }

    private static Core.AuthorizationStatus first(@Nullable Refusal refusal) {
        return switch (refusal) {
            case null -> Core.AuthorizationStatus.Accepted;
            case TOKEN_BLOCKED, NO_CREDIT -> Core.AuthorizationStatus.Blocked;
            case TOKEN_EXPIRED -> Core.AuthorizationStatus.Expired;
            case CONCURRENT_SESSION -> Core.AuthorizationStatus.ConcurrentTx;
            default -> Core.AuthorizationStatus.Invalid;
        };
    }

    private static Authorizing.AuthorizationStatus later(@Nullable Refusal refusal) {
        return switch (refusal) {
            case null -> Authorizing.AuthorizationStatus.Accepted;
            case TOKEN_BLOCKED -> Authorizing.AuthorizationStatus.Blocked;
            case TOKEN_EXPIRED -> Authorizing.AuthorizationStatus.Expired;
            case NO_CREDIT -> Authorizing.AuthorizationStatus.NoCredit;
            case CONCURRENT_SESSION -> Authorizing.AuthorizationStatus.ConcurrentTx;
            case TOKEN_NOT_ALLOWED, NO_AGREEMENT -> Authorizing.AuthorizationStatus.NotAtThisLocation;
            case CERTIFICATE_REFUSED -> Authorizing.AuthorizationStatus.Invalid;
            default -> Authorizing.AuthorizationStatus.Unknown;
        };
    }

    /** Of GetCertificateChainStatus; null: nobody could be asked. */
    public static String chainStatus(Ocsp.@Nullable Standing standing) {
        if (standing == null) {
            return "Failed";
        }
        return switch (standing.finding()) {
            case GOOD -> "Good";
            case REVOKED -> "Revoked";
            default -> standing.unheardOf() ? "Unknown" : "Failed";
        };
    }

    /** What is wrong with a contract's certificate (OCPP 2.0.1 C07.FR.13 to 17). */
    public static String certificateStatus(Finding finding) {
        return switch (finding) {
            case GOOD -> "Accepted";
            case EXPIRED -> "CertificateExpired";
            case REVOKED -> "CertificateRevoked";
            case UNVERIFIABLE -> "CertChainError";
        };
    }

    /** The status of a certificate that is good, by that of its contract. */
    public static String contractStatus(Authorizing.AuthorizationStatus tokenStatus) {
        return switch (tokenStatus) {
            case Blocked, Expired, Invalid, Unknown -> "ContractCancelled";
            default -> "Accepted";
        };
    }

    /** What a station's status word to a command means; empty for a word that it can't answer with. */
    public static Optional<RemoteOutcome> outcome(RemoteKind kind, String status) {
        return Optional.ofNullable(
                switch (kind) {
                    case START, STOP -> accepted(status, Refusal.REJECTED);
                    case RESERVE ->
                        switch (status) {
                            case "Occupied" -> RemoteOutcome.of(Refusal.EVSE_OCCUPIED);
                            case "Faulted", "Unavailable" -> RemoteOutcome.of(Refusal.EVSE_INOPERATIVE);
                            default -> accepted(status, Refusal.REJECTED);
                        };
                    case CANCEL_RESERVATION -> accepted(status, Refusal.UNKNOWN_RESERVATION);
                    case UNLOCK ->
                        switch (status) {
                            case "Unlocked" -> RemoteOutcome.DONE;
                            case "UnlockFailed" -> RemoteOutcome.of(Refusal.FAILED);
                            case "NotSupported" -> RemoteOutcome.of(Refusal.NOT_SUPPORTED);
                            case "OngoingAuthorizedTransaction" -> RemoteOutcome.of(Refusal.REJECTED);
                            case "UnknownConnector" -> RemoteOutcome.of(Refusal.UNKNOWN_LOCATION);
                            default -> null;
                        };
                    case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE ->
                        switch (status) {
                            case "NotSupported" -> RemoteOutcome.of(Refusal.NOT_SUPPORTED);
                            case "Unknown" -> RemoteOutcome.of(Refusal.UNKNOWN_OBJECT);
                            default -> accepted(status, Refusal.REJECTED);
                        };
                    case SET_PREFERENCES, SUSPEND, RESUME, EMERGENCY_STOP -> null;
                });
    }

    /** A schedule that is promised and not there is none. */
    public static String ofSchedule(String status, byte[] answer) {
        return status.equals("Accepted")
                        && Schedules.composite(Json.read(answer), Instant.EPOCH).isEmpty()
                ? "Rejected"
                : status;
    }

    private static @Nullable RemoteOutcome accepted(String status, Refusal rejected) {
        return switch (status) {
            case "Accepted" -> RemoteOutcome.DONE;
            case "Rejected" -> RemoteOutcome.of(rejected);
            default -> null;
        };
    }

    /** What a CALLERROR to a command means. */
    public static RemoteOutcome ofError(String code) {
        return RemoteOutcome.of(
                code.equals("NotImplemented") || code.equals("NotSupported") ? Refusal.NOT_SUPPORTED : Refusal.FAILED);
    }
}
