package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of a CDR (UUIDv7). */
public record CdrId(UUID value) {

    public static CdrId parse(String text) {
        return new CdrId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
