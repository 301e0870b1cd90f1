package org.roaminghub.hub.station;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stations' passwords, kept as salt and hash. A key of 1.6 is 20 bytes, entered as 40 hex digits; stations send the bytes or
 * the digits (facts §3).
 */
final class Passwords {

    static final int MIN_CHARACTERS = 16;
    static final int MAX_CHARACTERS = 40;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    /** Ten thousand stations come back within two minutes on two cores: about half a millisecond each. */
    private static final int ROUNDS = 1_000;

    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{40}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static final String RULE =
            "password: has " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters with security profiles 1 and 2";

    private Passwords() {}

    static boolean isNeeded(int securityProfile) {
        return securityProfile == 1 || securityProfile == 2;
    }

    static boolean isLongEnough(@Nullable String password) {
        return password != null && password.length() >= MIN_CHARACTERS && password.length() <= MAX_CHARACTERS;
    }

    static byte[] kept(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] secret = keyOf(password).orElseGet(() -> password.getBytes(StandardCharsets.UTF_8));
        byte[] kept = Arrays.copyOf(salt, SALT_BYTES + HASH_BITS / 8);
        System.arraycopy(hash(secret, salt), 0, kept, SALT_BYTES, HASH_BITS / 8);
        return kept;
    }

    static boolean matches(byte[] kept, byte[] shown) {
        byte[] salt = Arrays.copyOf(kept, SALT_BYTES);
        byte[] hash = Arrays.copyOfRange(kept, SALT_BYTES, kept.length);
        return MessageDigest.isEqual(hash, hash(shown, salt))
                || keyOf(new String(shown, StandardCharsets.ISO_8859_1))
                        .filter(key -> MessageDigest.isEqual(hash, hash(key, salt)))
                        .isPresent();
    }

    private static Optional<byte[]> keyOf(String text) {
        return KEY.matcher(text).matches() ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
    }

    /** One character for each byte: the key function takes characters. */
    private static byte[] hash(byte[] secret, byte[] salt) {
        if (secret.length == 0) {
            return new byte[0];
        }
        try {
            char[] characters = new String(secret, StandardCharsets.ISO_8859_1).toCharArray();
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(characters, salt, ROUNDS, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
