package org.roaminghub.projection;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaminghub.vocabulary.PartyId;

/** Whose things may be seen: those of some countries or parties. Both empty = everything. */
public record Scope(Set<String> countries, Set<PartyId> parties) {

    public static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
        countries = Set.copyOf(countries);
        parties = Set.copyOf(parties);
    }

    public boolean isAll() {
        return countries.isEmpty() && parties.isEmpty();
    }

    public boolean covers(PartyId party) {
        return isAll() || parties.contains(party) || countries.contains(party.country());
    }

    /** Adds to a query that one of the columns, each with a party, is in the scope. */
    public void restrict(Conditions conditions, String... columns) {
        if (isAll()) {
            return;
        }
        String partyList = parties.stream().map(PartyId::value).collect(Collectors.joining(","));
        String countryList = String.join(",", countries);
        conditions.and(
                Arrays.stream(columns)
                        .map(c -> c + " = any(string_to_array(?, ',')) or left(" + c
                                + ", 2) = any(string_to_array(?, ','))")
                        .collect(Collectors.joining(" or ", "(", ")")),
                Arrays.stream(columns)
                        .flatMap(c -> Stream.of(partyList, countryList))
                        .toArray());
    }
}
