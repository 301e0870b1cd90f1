package org.roaminghub.app.admin;

import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.vocabulary.Refusal;

/** A call that is answered with an RFC 9457 problem. {@code status} is HTTP's. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final int status;

    Problem(Refusal refusal, int status, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
        this.status = status;
    }

    Problem(Refusal refusal, String detail) {
        this(refusal, statusOf(refusal), detail);
    }

    Refusal refusal() {
        return refusal;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** A parameter or field that can't be read; {@code name} as the caller wrote it. */
    static Problem malformed(String name, String why) {
        return new Problem(Refusal.MALFORMED, name + ": " + why);
    }

    static Problem unknown(String what) {
        return new Problem(Refusal.UNKNOWN_OBJECT, "There is no such " + what + ".");
    }

    /** The outcome's value, or its refusal as a problem. */
    static <T> T orThrow(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal, String why) -> throw new Problem(refusal, why);
        };
    }

    /** The HTTP status of each refusal (model.md §3.1). */
    static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> 400;
            case INCOMPLETE, IMPLAUSIBLE, NOT_EXPRESSIBLE -> 422;
            case NOT_PERMITTED, NOT_YOURS, NO_AGREEMENT -> 403;
            case UNKNOWN_OBJECT, UNKNOWN_PARTY, UNKNOWN_LOCATION, UNKNOWN_TOKEN, UNKNOWN_SESSION, UNKNOWN_RESERVATION ->
                404;
            case TOKEN_BLOCKED,
                    TOKEN_EXPIRED,
                    NO_CREDIT,
                    TOKEN_NOT_ALLOWED,
                    CONCURRENT_SESSION,
                    CERTIFICATE_REFUSED,
                    EVSE_OCCUPIED,
                    EVSE_RESERVED,
                    EVSE_INOPERATIVE,
                    NO_VEHICLE,
                    REJECTED,
                    SESSION_ENDED,
                    CONFLICT,
                    WRONG_STATE -> 409;
            case STATION_UNREACHABLE, PARTY_OFFLINE -> 503;
            case NOT_SUPPORTED -> 501;
            case FAILED, PARTY_FAILED -> 502;
            case TIMED_OUT, PARTY_SILENT -> 504;
            case OVER_LIMIT -> 413;
            case HUB_ERROR -> 500;
        };
    }
}
