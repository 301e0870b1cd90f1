package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A CPO, eMSP or other business in roaming: ISO 3166-1 alpha-2 country and a party id of three characters, written
 * {@code CC*PID}. Equal when the canonical text is equal.
 */
public record PartyId(String value) implements Comparable<PartyId> {

    private static final Pattern ANY_FORM = Pattern.compile("([A-Za-z]{2})[*-]?([A-Za-z0-9]{3})");
    private static final Pattern DIN = Pattern.compile("\\+?([0-9]{1,3})\\*([0-9]{3})");

    /**
     * Reads {@code de*abc}, {@code DE-ABC}, {@code DEABC} and, as OICP and DIN SPEC 91286 write it, {@code +49*823}. Throws
     * IllegalArgumentException for any other form and for a calling code of no known country.
     */
    public static PartyId parse(String text) {
        String bare = text.strip();
        var match = ANY_FORM.matcher(bare);
        if (match.matches()) {
            return canonical(match.group(1), match.group(2));
        }
        var din = DIN.matcher(bare);
        if (din.matches()) {
            return canonical(CallingCode.countryOf(din.group(1)).orElseThrow(PartyId::malformed), din.group(2));
        }
        throw malformed();
    }

    /** From the two halves as OCPI sends them; any case. Throws IllegalArgumentException as {@link #parse} does. */
    public static PartyId of(String country, String party) {
        var match = ANY_FORM.matcher(country + "*" + party);
        if (country.length() != 2 || !match.matches()) {
            throw malformed();
        }
        return canonical(match.group(1), match.group(2));
    }

    private static PartyId canonical(String country, String party) {
        return new PartyId((country + "*" + party).toUpperCase(Locale.ROOT));
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a party is two letters of country and three letters or digits, as DE*ABC");
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
