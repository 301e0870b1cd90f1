package org.roaminghub.app.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.roaminghub.projection.Scope;
import org.roaminghub.vocabulary.PartyId;

/** A scope as text: countries of two letters and parties, {@code DE NL*MOV}. */
final class ScopeText {

    private static final int COUNTRY_LENGTH = 2;

    private ScopeText() {}

    /** Throws IllegalArgumentException for an entry that is neither a country nor a party. */
    static Scope read(Collection<String> entries) {
        Set<String> countries = new TreeSet<>();
        Set<PartyId> parties = new TreeSet<>();
        for (String entry : entries) {
            if (entry.strip().length() == COUNTRY_LENGTH) {
                countries.add(entry.strip().toUpperCase(Locale.ROOT));
            } else {
                parties.add(PartyId.parse(entry));
            }
        }
        return new Scope(countries, parties);
    }

    static List<String> list(Scope scope) {
        List<String> all = new ArrayList<>(new TreeSet<>(scope.countries()));
        new TreeSet<>(scope.parties()).forEach(party -> all.add(party.value()));
        return all;
    }

    static String write(Scope scope) {
        return String.join(" ", list(scope));
    }
}
