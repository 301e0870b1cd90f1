package org.roaminghub.vocabulary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An id of 36 characters that the hub makes of an owner and its own id of a place or tariff: the same always, whatever the case,
 * and no other owner's. For partners whose version names no owners (OCPI 2.1.1) or has shorter ids. The database makes it,
 * too: md5 of {@code owner/ID} (V17).
 */
public record Alias(UUID value) {

    private static final int LENGTH = 36;

    public static Alias of(PartyId owner, String fid) {
        String text = owner.value() + "/" + fid.toUpperCase(Locale.ROOT);
        try {
            var bytes = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Alias(new UUID(bytes.getLong(), bytes.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty for a text that can't be one. */
    public static Optional<Alias> find(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(new Alias(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
