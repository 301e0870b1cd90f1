package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of an object that it only passes on between two parties (UUIDv7). */
public record RelayId(UUID value) {

    public static RelayId parse(String text) {
        return new RelayId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
