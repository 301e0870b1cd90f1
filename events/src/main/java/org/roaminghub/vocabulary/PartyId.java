package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A CPO, eMSP or other business in roaming: ISO 3166-1 alpha-2 country and a party id of three characters, written
 * {@code CC*PID}. Equal when the canonical text is equal.
 */
public record PartyId(String value) implements Comparable<PartyId> {

    private static final Pattern ANY_FORM = Pattern.compile("([A-Za-z]{2})[*-]?([A-Za-z0-9]{3})");

    /** Reads {@code de*abc}, {@code DE-ABC} and {@code DEABC}. Throws IllegalArgumentException for any other form. */
    public static PartyId parse(String text) {
        var match = ANY_FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("a party is two letters of country and three letters or digits, as DE*ABC");
        }
        return of(match.group(1), match.group(2));
    }

    /** From the two halves as OCPI sends them; any case. */
    public static PartyId of(String country, String party) {
        if (country.length() != 2 || party.length() != 3) {
            return parse(country + "*" + party);
        }
        return new PartyId((country + "*" + party).toUpperCase(Locale.ROOT));
    }

    public String country() {
        return value.substring(0, 2);
    }

    public String party() {
        return value.substring(3);
    }

    @Override
    public int compareTo(PartyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
