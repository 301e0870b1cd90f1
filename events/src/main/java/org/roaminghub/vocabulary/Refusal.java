package org.roaminghub.vocabulary;

import java.util.Locale;

/** Why the hub, or a partner, says no. A closed list: every protocol has one total table from here to its own answers. */
public enum Refusal {
    MALFORMED("The message can't be read or a value has the wrong form."),
    INCOMPLETE("Something that is needed is missing."),
    NOT_PERMITTED("The caller may not do this with its role, or for this party."),
    NOT_YOURS("The object belongs to another party."),
    UNKNOWN_OBJECT("There is no such object."),
    UNKNOWN_PARTY("The hub knows no such party, or nobody who could answer."),
    NO_AGREEMENT("The two parties have no agreement that covers this at this time."),
    UNKNOWN_LOCATION("There is no such location, EVSE or connector."),
    UNKNOWN_TOKEN("The token is not known."),
    TOKEN_BLOCKED("The token is blocked."),
    TOKEN_EXPIRED("The token has expired."),
    NO_CREDIT("The contract has no credit left."),
    TOKEN_NOT_ALLOWED("The issuer does not allow the token here."),
    CONCURRENT_SESSION("The token already charges elsewhere."),
    CERTIFICATE_REFUSED("The contract certificate was refused."),
    EVSE_OCCUPIED("The EVSE is in use."),
    EVSE_RESERVED("The EVSE is reserved."),
    EVSE_INOPERATIVE("The EVSE does not work."),
    STATION_UNREACHABLE("The charging station can't be reached."),
    NO_VEHICLE("No vehicle is connected."),
    NOT_SUPPORTED("The receiver does not support this."),
    REJECTED("The receiver said no without a reason."),
    FAILED("The receiver tried and failed."),
    TIMED_OUT("The receiver took it on but gave no result in time."),
    UNKNOWN_SESSION("There is no such session."),
    SESSION_ENDED("The session has already ended."),
    UNKNOWN_RESERVATION("There is no such reservation."),
    PARTY_OFFLINE("The party is not connected to the hub."),
    PARTY_SILENT("The party did not answer in time."),
    PARTY_FAILED("The party answered with an error or something unreadable."),
    CONFLICT("The same id was used before with other content."),
    IMPLAUSIBLE("The content contradicts itself or what is known."),
    WRONG_STATE("This can't be done in the present state."),
    NOT_EXPRESSIBLE("The receiver's protocol can't say this."),
    OVER_LIMIT("A limit of the hub was passed."),
    HUB_ERROR("The hub failed; nothing was done.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** For a human; no names, no values. */
    public String sentence() {
        return sentence;
    }

    /** The kebab-case name that ends a problem type's address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
