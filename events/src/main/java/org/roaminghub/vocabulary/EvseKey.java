package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of an EVSE inside the hub (UUIDv7). */
public record EvseKey(UUID value) {

    public static EvseKey parse(String text) {
        return new EvseKey(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
