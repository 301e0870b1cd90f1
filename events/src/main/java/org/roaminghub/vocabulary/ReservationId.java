package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a reservation (UUIDv7). */
public record ReservationId(UUID value) {

    public static ReservationId parse(String text) {
        return new ReservationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
