package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a platform: one technical connection of a partner (UUIDv7). */
public record PlatformId(UUID value) {

    public static PlatformId parse(String text) {
        return new PlatformId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
