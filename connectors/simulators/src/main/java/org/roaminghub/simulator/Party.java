package org.roaminghub.simulator;

import java.util.Locale;
import java.util.regex.Pattern;

/** A business in roaming: two letters of country and three letters or digits, written {@code NL*MOV}. */
public record Party(String country, String id) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z]{2})[*-]?([A-Za-z0-9]{3})");

    /** Reads {@code NL*MOV}, {@code nl-mov} and {@code NLMOV}; throws IllegalArgumentException for anything else. */
    public static Party parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("a party is written like NL*MOV, not '" + text + "'");
        }
        return of(match.group(1), match.group(2));
    }

    static Party of(String country, String id) {
        return new Party(country.toUpperCase(Locale.ROOT), id.toUpperCase(Locale.ROOT));
    }

    /** As ids of things write it: {@code NL-MOV}. */
    String dashed() {
        return country + "-" + id;
    }

    @Override
    public String toString() {
        return country + "*" + id;
    }
}
