package org.roaminghub.hub.privacy;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key that wraps all others: 32 bytes from {@code HUB_KEY_FILE}, kept outside of the database. */
public final class MasterKey {

    public static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** Throws IllegalArgumentException when it isn't {@value #BYTES} bytes. */
    public MasterKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("the master key has " + BYTES + " bytes, this one has " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    byte[] wrap(byte[] secret, String name) {
        return Aead.seal(key, secret, name.getBytes(java.nio.charset.StandardCharsets.UTF_8), RANDOM);
    }

    byte[] unwrap(byte[] wrapped, String name) {
        try {
            return Aead.open(key, wrapped, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored key can't be unwrapped: HUB_KEY_FILE is not the one this database was made with", e);
        }
    }

    /** AES-256-GCM: nonce (12 bytes), cipher text, tag (16 bytes). */
    static final class Aead {

        private static final int NONCE_BYTES = 12;
        private static final int TAG_BITS = 128;
        private static final String TRANSFORMATION = "AES/GCM/NoPadding";

        /** Looking for a provider anew each time costs as much as sealing. */
        private static final Provider PROVIDER = cipher().getProvider();

        private Aead() {}

        private static Cipher cipher() {
            try {
                return Cipher.getInstance(TRANSFORMATION);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        static byte[] seal(SecretKeySpec key, byte[] clear, byte[] context, SecureRandom random) {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            try {
                Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(context);
                byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(clear.length));
                cipher.doFinal(clear, 0, clear.length, sealed, NONCE_BYTES);
                return sealed;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        static byte[] open(SecretKeySpec key, byte[] sealed, byte[] context) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        }
    }
}
