package org.roaminghub.hub.station;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.roaminghub.vocabulary.StationId;

/**
 * Passwords that this node has seen proved, so that a station that comes back costs no slow hash once more. Kept is a tag of what
 * was shown and what it was compared with, under a key that nobody has: in memory there are no passwords, and a new one has
 * another tag.
 */
final class SeenPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Stations that are remembered; others are hashed each time. */
    private static final int MAX_SEEN = 100_000;

    private final SecretKeySpec key;
    private final Map<StationId, byte[]> seen = new ConcurrentHashMap<>();

    SeenPasswords() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** As {@link Passwords#matches}. */
    boolean matches(StationId station, byte[] kept, byte[] shown) {
        byte[] tag = tag(kept, shown);
        byte[] before = seen.get(station);
        if (before != null && MessageDigest.isEqual(before, tag)) {
            return true;
        }
        if (!Passwords.matches(kept, shown)) {
            return false;
        }
        if (before != null || seen.size() < MAX_SEEN) {
            seen.put(station, tag);
        }
        return true;
    }

    /** What is kept has the same length always. */
    private byte[] tag(byte[] kept, byte[] shown) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(kept);
            return mac.doFinal(shown);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
