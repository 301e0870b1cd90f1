package org.roaminghub.vocabulary;

import java.util.Locale;

/** A partner's own id for a thing, spelling kept. Compared without case, as OCPI's CiString is. At most 255 characters. */
public record ForeignId(PartyId owner, Kind kind, String value) {

    public static final int MAX_LENGTH = 255;

    /** What the id names; the same text may name a session and a CDR. */
    public enum Kind {
        SESSION,
        CDR,
        LOCATION,
        EVSE,
        CONNECTOR,
        TARIFF,
        AUTHORIZATION,
        RESERVATION
    }

    public static ForeignId parse(PartyId owner, Kind kind, String value) {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an id has 1 to " + MAX_LENGTH + " characters");
        }
        return new ForeignId(owner, kind, value);
    }

    /** The form under which two spellings of one id are the same. */
    public String key() {
        return value.toUpperCase(Locale.ROOT);
    }
}
