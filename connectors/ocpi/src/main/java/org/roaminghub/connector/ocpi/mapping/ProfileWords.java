package org.roaminghub.connector.ocpi.mapping;

import java.util.Optional;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteOutcome;

/** The words of charging profiles and preferences (OCPI 2.2.1 ch. 14, ch. 9; model.md §3.1). */
public final class ProfileWords {

    private ProfileWords() {}

    /** The ChargingProfileResponseType that says so; empty where the refusal is told by status_code. */
    public static Optional<String> response(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_SESSION -> Optional.of("UNKNOWN_SESSION");
            // A CPO of 2.1.1 has no charging profiles: said on its behalf (facts §5.1).
            case NOT_EXPRESSIBLE -> Optional.of("NOT_SUPPORTED");
            default -> Optional.empty();
        };
    }

    /** The first word of a CPO of another version, in this one. */
    public static String responseOfPartner(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_SESSION, NOT_SUPPORTED -> refusal.name();
            case OVER_LIMIT -> "TOO_OFTEN";
            default -> "REJECTED";
        };
    }

    /** The ChargingProfileResultType. */
    public static String result(RemoteOutcome outcome) {
        if (outcome.equals(RemoteOutcome.DONE)) {
            return CommandWords.ACCEPTED;
        }
        return outcome.equals(RemoteOutcome.of(Refusal.UNKNOWN_OBJECT)) ? "UNKNOWN" : "REJECTED";
    }
}
