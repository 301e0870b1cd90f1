package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a charging station (UUIDv7). */
public record StationId(UUID value) {

    public static StationId parse(String text) {
        return new StationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
