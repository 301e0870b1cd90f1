package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a token (UUIDv7). */
public record TokenId(UUID value) {

    public static TokenId parse(String text) {
        return new TokenId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
