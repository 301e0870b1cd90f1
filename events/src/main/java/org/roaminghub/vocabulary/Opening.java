package org.roaminghub.vocabulary;

import java.util.List;

/** When a place is open. {@code always}: around the clock, but for {@code closed}. Hours are local to the place. */
public record Opening(boolean always, List<Hours> regular, List<Interval> open, List<Interval> closed) {

    public Opening {
        regular = regular == null ? List.of() : List.copyOf(regular);
        open = open == null ? List.of() : List.copyOf(open);
        closed = closed == null ? List.of() : List.copyOf(closed);
    }

    /** Weekday 1 (Monday) to 7; {@code from} and {@code to} as {@code HH:mm}. */
    public record Hours(int weekday, String from, String to) {}
}
