package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a location (UUIDv7). */
public record LocationId(UUID value) {

    public static LocationId parse(String text) {
        return new LocationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
