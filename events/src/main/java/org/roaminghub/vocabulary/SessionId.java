package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a charging session (UUIDv7). */
public record SessionId(UUID value) {

    public static SessionId parse(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
