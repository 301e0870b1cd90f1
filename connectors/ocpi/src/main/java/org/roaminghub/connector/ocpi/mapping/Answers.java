package org.roaminghub.connector.ocpi.mapping;

import java.util.Optional;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.vocabulary.Refusal;

/**
 * What OCPI answers for each {@link Refusal}, and what it means when a partner answers so (model.md §3.1, §3.3; OCPI 2.2.1
 * ch. 5). A request that can be read and is authorised gets no HTTP error but for what isn't there.
 */
public final class Answers {

    public static final int SUCCESS = 1000;
    public static final int CLIENT_ERROR = 2000;
    public static final int INVALID = 2001;
    public static final int NOT_ENOUGH = 2002;
    public static final int UNKNOWN_LOCATION = 2003;
    public static final int UNKNOWN_TOKEN = 2004;
    public static final int SERVER_ERROR = 3000;
    public static final int CLIENT_UNUSABLE = 3001;
    public static final int UNSUPPORTED_VERSION = 3002;
    public static final int NO_ENDPOINTS = 3003;
    public static final int HUB_ERROR = 4000;
    public static final int UNKNOWN_RECEIVER = 4001;
    public static final int RECEIVER_SILENT = 4002;
    public static final int RECEIVER_OFFLINE = 4003;

    /** HTTP status and status_code. */
    public record Answer(int http, int code) {}

    private Answers() {}

    public static Answer of(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED, NOT_PERMITTED, CONFLICT, IMPLAUSIBLE, WRONG_STATE, NOT_EXPRESSIBLE, SESSION_ENDED ->
                new Answer(200, INVALID);
            case INCOMPLETE -> new Answer(200, NOT_ENOUGH);
            case NOT_YOURS, UNKNOWN_OBJECT, UNKNOWN_SESSION, UNKNOWN_RESERVATION -> new Answer(404, INVALID);
            case UNKNOWN_PARTY, NO_AGREEMENT -> new Answer(200, UNKNOWN_RECEIVER);
            case UNKNOWN_LOCATION -> new Answer(200, UNKNOWN_LOCATION);
            case UNKNOWN_TOKEN -> new Answer(404, UNKNOWN_TOKEN);
            case TOKEN_BLOCKED,
                    TOKEN_EXPIRED,
                    NO_CREDIT,
                    TOKEN_NOT_ALLOWED,
                    CONCURRENT_SESSION,
                    CERTIFICATE_REFUSED,
                    EVSE_OCCUPIED,
                    EVSE_RESERVED,
                    EVSE_INOPERATIVE,
                    STATION_UNREACHABLE,
                    NO_VEHICLE,
                    REJECTED,
                    FAILED -> new Answer(200, CLIENT_ERROR);
            case PARTY_SILENT, TIMED_OUT -> new Answer(200, RECEIVER_SILENT);
            case PARTY_OFFLINE -> new Answer(200, RECEIVER_OFFLINE);
            case PARTY_FAILED, NOT_SUPPORTED, HUB_ERROR -> new Answer(200, HUB_ERROR);
            case OVER_LIMIT -> new Answer(413, INVALID);
        };
    }

    /** 2.1.1 knows neither 2004 nor a hub's 4xxx (facts §5.1). */
    public static Answer in(Release release, Answer answer) {
        if (release != Release.V2_1_1) {
            return answer;
        }
        return switch (answer.code()) {
            case UNKNOWN_TOKEN -> new Answer(404, CLIENT_ERROR);
            case UNKNOWN_RECEIVER -> new Answer(answer.http(), UNKNOWN_LOCATION);
            case HUB_ERROR, RECEIVER_SILENT, RECEIVER_OFFLINE -> new Answer(answer.http(), SERVER_ERROR);
            default -> answer;
        };
    }

    /** For CDRs: without an agreement the CDR is wrong, not its receiver. */
    public static Answer ofCdr(Refusal refusal) {
        return refusal == Refusal.NO_AGREEMENT ? new Answer(200, INVALID) : of(refusal);
    }

    /** For credentials: a party of somebody else is a wrong parameter, a wrong state is HTTP 405 (OCPI 2.2.1 ch. 7). */
    public static Answer ofCredentials(Refusal refusal) {
        return switch (refusal) {
            case NOT_YOURS -> new Answer(200, INVALID);
            case WRONG_STATE -> new Answer(405, CLIENT_ERROR);
            default -> of(refusal);
        };
    }

    /** The AllowedType that says this to a CPO; empty where the refusal is told by status_code. */
    public static Optional<String> allowedOf(Refusal refusal) {
        return switch (refusal) {
            case TOKEN_BLOCKED -> Optional.of("BLOCKED");
            case TOKEN_EXPIRED -> Optional.of("EXPIRED");
            case NO_CREDIT -> Optional.of("NO_CREDIT");
            case TOKEN_NOT_ALLOWED, CONCURRENT_SESSION, CERTIFICATE_REFUSED -> Optional.of("NOT_ALLOWED");
            case MALFORMED,
                    INCOMPLETE,
                    NOT_PERMITTED,
                    NOT_YOURS,
                    UNKNOWN_OBJECT,
                    UNKNOWN_PARTY,
                    NO_AGREEMENT,
                    UNKNOWN_LOCATION,
                    UNKNOWN_TOKEN,
                    EVSE_OCCUPIED,
                    EVSE_RESERVED,
                    EVSE_INOPERATIVE,
                    STATION_UNREACHABLE,
                    NO_VEHICLE,
                    NOT_SUPPORTED,
                    REJECTED,
                    FAILED,
                    TIMED_OUT,
                    UNKNOWN_SESSION,
                    SESSION_ENDED,
                    UNKNOWN_RESERVATION,
                    PARTY_OFFLINE,
                    PARTY_SILENT,
                    PARTY_FAILED,
                    CONFLICT,
                    IMPLAUSIBLE,
                    WRONG_STATE,
                    NOT_EXPRESSIBLE,
                    OVER_LIMIT,
                    HUB_ERROR -> Optional.empty();
        };
    }

    /** What an issuer's AllowedType other than ALLOWED means; an unknown word is a no without a reason. */
    public static Refusal ofAllowed(String allowed) {
        return switch (allowed) {
            case "BLOCKED" -> Refusal.TOKEN_BLOCKED;
            case "EXPIRED" -> Refusal.TOKEN_EXPIRED;
            case "NO_CREDIT" -> Refusal.NO_CREDIT;
            default -> Refusal.TOKEN_NOT_ALLOWED;
        };
    }

    /** What an issuer's failure to authorise decides; empty = nothing, it made no decision. */
    public static Optional<Refusal> ofAuthorizeFailure(int http, int code) {
        if (http == 404 || code == UNKNOWN_TOKEN) {
            return Optional.of(Refusal.UNKNOWN_TOKEN);
        }
        return switch (code) {
            case NOT_ENOUGH -> Optional.of(Refusal.INCOMPLETE);
            case UNKNOWN_LOCATION -> Optional.of(Refusal.UNKNOWN_LOCATION);
            default -> Optional.empty();
        };
    }

    /** Why a receiver did not take an object, by its 2xxx or 3xxx. */
    public static Refusal ofRejection(int http, int code) {
        if (code == UNKNOWN_TOKEN) {
            return Refusal.UNKNOWN_TOKEN;
        }
        if (http == 404) {
            return Refusal.UNKNOWN_OBJECT;
        }
        return switch (code) {
            case NOT_ENOUGH -> Refusal.INCOMPLETE;
            case UNKNOWN_LOCATION -> Refusal.UNKNOWN_LOCATION;
            default -> Refusal.REJECTED;
        };
    }
}
