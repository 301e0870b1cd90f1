package org.roaminghub.connector.ocpi.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;

/** What an object loses on its way to another version; each field once. */
public record Losses(Set<Lost> lost) {

    /** A field and why it can't be said. */
    public record Lost(String field, String reason) {}

    /** To be filled while an object is written. */
    public static Losses noted() {
        return new Losses(new LinkedHashSet<>());
    }

    /** Where nobody is told. */
    public static Losses unnoticed() {
        return noted();
    }

    public void add(String field, String reason) {
        lost.add(new Lost(field, reason));
    }

    public List<Loss> of(PartyId receiver) {
        List<Loss> losses = new ArrayList<>(lost.size());
        lost.forEach(one -> losses.add(new Loss(one.field, one.reason, receiver)));
        return losses;
    }
}
