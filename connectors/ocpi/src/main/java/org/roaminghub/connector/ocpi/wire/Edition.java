package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which field table a body is read by. The wire records are those of 2.3.0: 2.2.1 knows fewer fields, which it may not be held
 * to, and closed lists of words where 2.3.0 takes any.
 */
public enum Edition {
    V221(false),
    V230(true);

    /** Characters of a word of an open list. */
    private static final int MAX_WORD = 100;

    private final boolean newest;

    Edition(boolean newest) {
        this.newest = newest;
    }

    /** Whether fields that came with 2.3.0 are looked at. */
    public boolean isNewest() {
        return newest;
    }

    String word(Fields f, String name, Set<String> known) {
        return newest ? f.id(name, MAX_WORD) : f.code(name, known);
    }

    @Nullable
    String findWord(Fields f, String name, Set<String> known) {
        return newest ? f.findId(name, MAX_WORD) : f.findCode(name, known);
    }

    List<String> words(Fields f, String name, Set<String> known) {
        return newest ? f.ids(name, MAX_WORD) : f.codes(name, known);
    }
}
