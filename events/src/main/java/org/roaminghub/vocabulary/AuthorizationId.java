package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of an authorisation (UUIDv7). */
public record AuthorizationId(UUID value) {

    public static AuthorizationId parse(String text) {
        return new AuthorizationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
