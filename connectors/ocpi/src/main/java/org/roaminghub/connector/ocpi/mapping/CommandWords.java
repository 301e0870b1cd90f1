package org.roaminghub.connector.ocpi.mapping;

import java.util.Optional;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** The words of commands and their results (OCPI 2.2.1 ch. 13; model.md §3.1, §3.3). */
public final class CommandWords {

    public static final String ACCEPTED = "ACCEPTED";

    private CommandWords() {}

    /** The command that a CommandType names; empty for a word that OCPI doesn't know. */
    public static Optional<RemoteKind> kind(String command) {
        return switch (command) {
            case "START_SESSION" -> Optional.of(RemoteKind.START);
            case "STOP_SESSION" -> Optional.of(RemoteKind.STOP);
            case "RESERVE_NOW" -> Optional.of(RemoteKind.RESERVE);
            case "CANCEL_RESERVATION" -> Optional.of(RemoteKind.CANCEL_RESERVATION);
            case "UNLOCK_CONNECTOR" -> Optional.of(RemoteKind.UNLOCK);
            default -> Optional.empty();
        };
    }

    /** The CommandType; empty for what OCPI tells otherwise or not at all. */
    public static Optional<String> command(RemoteKind kind) {
        return switch (kind) {
            case START -> Optional.of("START_SESSION");
            case STOP -> Optional.of("STOP_SESSION");
            case RESERVE -> Optional.of("RESERVE_NOW");
            case CANCEL_RESERVATION -> Optional.of("CANCEL_RESERVATION");
            case UNLOCK -> Optional.of("UNLOCK_CONNECTOR");
            case SET_PROFILE, CLEAR_PROFILE, GET_PROFILE, SET_PREFERENCES, SUSPEND, RESUME, EMERGENCY_STOP ->
                Optional.empty();
        };
    }

    /** What a CPO's first word other than ACCEPTED means; an unknown one is a no without a reason. */
    public static Refusal ofResponse(String word) {
        return switch (word) {
            case "NOT_SUPPORTED" -> Refusal.NOT_SUPPORTED;
            case "UNKNOWN_SESSION" -> Refusal.UNKNOWN_SESSION;
            case "TOO_OFTEN" -> Refusal.OVER_LIMIT;
            default -> Refusal.REJECTED;
        };
    }

    /** The word, if OCPI knows it: free text is not kept in clear. */
    public static String known(String word) {
        return switch (word) {
            case "NOT_SUPPORTED", "REJECTED", "UNKNOWN_SESSION", "TOO_OFTEN", "TIMEOUT" -> word;
            default -> "OTHER";
        };
    }

    /** The first word that says so; empty where the refusal is told by status_code. */
    public static Optional<String> response(RemoteKind kind, Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_SESSION -> Optional.of("UNKNOWN_SESSION");
            case UNKNOWN_RESERVATION -> Optional.of("REJECTED");
            // 2.1.1 can't cancel reservations: said on its behalf (facts §5.6).
            case NOT_EXPRESSIBLE -> Optional.of(kind == RemoteKind.CANCEL_RESERVATION ? "NOT_SUPPORTED" : "REJECTED");
            default -> Optional.empty();
        };
    }

    /** The first word of a CPO of another version, in this one. */
    public static String responseOfPartner(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_SESSION, NOT_SUPPORTED -> refusal.name();
            default -> "REJECTED";
        };
    }

    /** A CommandResultType or ChargingProfileResultType. */
    public static RemoteOutcome ofResult(String word) {
        return switch (word) {
            case ACCEPTED -> RemoteOutcome.DONE;
            case "CANCELED_RESERVATION" -> RemoteOutcome.CANCELED_BY_CPO;
            case "EVSE_OCCUPIED" -> RemoteOutcome.of(Refusal.EVSE_OCCUPIED);
            case "EVSE_INOPERATIVE" -> RemoteOutcome.of(Refusal.EVSE_INOPERATIVE);
            case "NOT_SUPPORTED" -> RemoteOutcome.of(Refusal.NOT_SUPPORTED);
            case "REJECTED" -> RemoteOutcome.of(Refusal.REJECTED);
            case "TIMEOUT" -> RemoteOutcome.of(Refusal.TIMED_OUT);
            case "UNKNOWN_RESERVATION" -> RemoteOutcome.of(Refusal.UNKNOWN_RESERVATION);
            case "UNKNOWN" -> RemoteOutcome.of(Refusal.UNKNOWN_OBJECT);
            default -> RemoteOutcome.of(Refusal.FAILED);
        };
    }

    /** The CommandResultType. */
    public static String result(RemoteOutcome outcome) {
        if (outcome.equals(RemoteOutcome.CANCELED_BY_CPO)) {
            return "CANCELED_RESERVATION";
        }
        Optional<Refusal> refusal = outcome.refusal();
        return refusal.isEmpty()
                ? ACCEPTED
                : switch (refusal.get()) {
                    case SESSION_ENDED -> ACCEPTED;
                    case EVSE_OCCUPIED, EVSE_RESERVED -> "EVSE_OCCUPIED";
                    case EVSE_INOPERATIVE, STATION_UNREACHABLE -> "EVSE_INOPERATIVE";
                    case NOT_SUPPORTED -> "NOT_SUPPORTED";
                    case UNKNOWN_RESERVATION -> "UNKNOWN_RESERVATION";
                    case TIMED_OUT, PARTY_SILENT -> "TIMEOUT";
                    case FAILED, PARTY_FAILED, HUB_ERROR, NO_VEHICLE, UNKNOWN_SESSION, UNKNOWN_OBJECT -> "FAILED";
                    default -> "REJECTED";
                };
    }
}
