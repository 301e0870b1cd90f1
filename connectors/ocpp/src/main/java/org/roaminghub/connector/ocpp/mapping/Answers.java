package org.roaminghub.connector.ocpp.mapping;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.pki.Finding;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;
import tools.jackson.databind.node.ObjectNode;

/** The hub's decisions in the words of OCPP, and the stations' in those of the hub (model §3.1 and §3.2). */
public final class Answers {

    private static final int MAX_GROUP_1_6 = 20;
    private static final int MAX_GROUP_2 = 36;

    private Answers() {}

    public static ObjectNode idTagInfo(TokenAnswer answer) {
        ObjectNode info = Json.object().put("status", first(answer.refusal()));
        String group = answer.group();
        if (group != null && !group.isBlank() && group.length() <= MAX_GROUP_1_6) {
            info.put("parentIdTag", group);
        }
        if (answer.validUntil() != null) {
            info.put(
                    "expiryDate",
                    answer.validUntil().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return info;
    }

    public static ObjectNode idTokenInfo(TokenAnswer answer) {
        ObjectNode info = Json.object().put("status", later(answer.refusal()));
        String group = answer.group();
        if (group != null && !group.isBlank() && group.length() <= MAX_GROUP_2) {
            info.set("groupIdToken", Json.object().put("idToken", group).put("type", "Central"));
        }
        if (answer.validUntil() != null) {
            info.put(
                    "cacheExpiryDateTime",
                    answer.validUntil().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return info;
    }

    /** The answer to Authorize; in 2.1 with the driver's tariff where it isn't the station's default. */
    public static ObjectNode authorized(TokenAnswer answer) {
        ObjectNode said = Json.object();
        said.set("idTokenInfo", idTokenInfo(answer));
        if (answer.tariff() != null) {
            DefaultTariff.ofDriver(answer.tariff().tariff()).ifPresent(tariff -> said.set("tariff", tariff));
        }
        return said;
    }

    /** How far a transaction may go (2.1 E16); null where nothing limits it. */
    public static @Nullable ObjectNode transactionLimit(TokenAnswer answer) {
        Limits limits = answer.limits();
        if (answer.refusal() != null || limits == null) {
            return null;
        }
        ObjectNode limit = Json.object();
        if (limits.energyWh() != null) {
            limit.put("maxEnergy", limits.energyWh().value());
        }
        if (limits.durationS() != null) {
            limit.put("maxTime", limits.durationS().value().intValue());
        }
        if (limits.cost() != null) {
            limit.put("maxCost", limits.cost().amount());
        }
        if (limits.socPercent() != null) {
            limit.put("maxSoC", limits.socPercent().intValue());
        }
        return limit.isEmpty() ? null : limit;
    }

    /** With what the transaction costs; without it where nobody knows, which doesn't say that it is free. */
    public static ObjectNode costing(ObjectNode answer, @Nullable Money cost) {
        return cost == null ? answer : answer.put("totalCost", cost.amount());
    }

    private static String first(@Nullable Refusal refusal) {
        return switch (refusal) {
            case null -> "Accepted";
            case TOKEN_BLOCKED, NO_CREDIT -> "Blocked";
            case TOKEN_EXPIRED -> "Expired";
            case CONCURRENT_SESSION -> "ConcurrentTx";
            default -> "Invalid";
        };
    }

    private static String later(@Nullable Refusal refusal) {
        return switch (refusal) {
            case null -> "Accepted";
            case TOKEN_BLOCKED -> "Blocked";
            case TOKEN_EXPIRED -> "Expired";
            case NO_CREDIT -> "NoCredit";
            case CONCURRENT_SESSION -> "ConcurrentTx";
            case TOKEN_NOT_ALLOWED, NO_AGREEMENT -> "NotAtThisLocation";
            case CERTIFICATE_REFUSED -> "Invalid";
            default -> "Unknown";
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
    public static String contractStatus(String tokenStatus) {
        return switch (tokenStatus) {
            case "Blocked", "Expired", "Invalid", "Unknown" -> "ContractCancelled";
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
