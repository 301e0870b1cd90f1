package org.roaminghub.vocabulary;

import java.util.UUID;

/** The hub's id of an agreement of a CPO and an eMSP (UUIDv7). */
public record AgreementId(UUID value) {

    public static AgreementId parse(String text) {
        return new AgreementId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
