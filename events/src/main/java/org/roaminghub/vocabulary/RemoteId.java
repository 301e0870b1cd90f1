package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a remote command (UUIDv7). */
public record RemoteId(UUID value) {

    public static RemoteId parse(String text) {
        return new RemoteId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
