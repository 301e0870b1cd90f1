package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a transaction at one of its own stations (UUIDv7). */
public record TransactionId(UUID value) {

    public static TransactionId parse(String text) {
        return new TransactionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
