package org.roaminghub.hub.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What a partner presents to the hub. Only its hash is kept; being random and long it needs neither salt nor slowness. */
record Credential(String value) {

    /** OCPI 2.2.1 §7.3.1: a token has at most 64 characters. */
    static final int MAX_CHARACTERS = 64;

    private static final int RANDOM_BYTES = 32;

    static Credential make(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Credential(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Credential[…]";
    }
}
