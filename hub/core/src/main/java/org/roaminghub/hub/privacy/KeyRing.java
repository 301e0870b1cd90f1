package org.roaminghub.hub.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.roaminghub.hub.privacy.store.KeyStore;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SubjectRef;

/** The keys of data subjects, one per (subject, retention class, calendar year), each wrapped by the master key. */
final class KeyRing {

    private static final int KEY_BYTES = 32;
    private static final int MAX_CACHED = 50_000;

    private final KeyStore store;
    private final MasterKey master;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();
    private final Recent<Slot, SubjectKey> bySlot = new Recent<>(MAX_CACHED);
    private final Recent<UUID, SubjectKey> byId = new Recent<>(MAX_CACHED);

    KeyRing(KeyStore store, MasterKey master, Ids ids) {
        this.store = store;
        this.master = master;
        this.ids = ids;
    }

    /** A key that can seal and open. */
    record SubjectKey(UUID keyId, SecretKeySpec secret) {}

    private record Slot(SubjectRef subject, RetentionClass retention, int year) {}

    /** The key in force; made when there is none. Inside a command. */
    SubjectKey keyFor(SubjectRef subject, RetentionClass retention, int year) {
        Slot slot = new Slot(subject, retention, year);
        SubjectKey known = bySlot.get(slot);
        if (known != null) {
            return known;
        }
        UUID fresh = ids.next();
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        KeyStore.Row row = store.findOrAdd(subject, retention, year, fresh, master.wrap(secret, fresh.toString()));
        SubjectKey key = unwrapped(row)
                .orElseThrow(() -> new IllegalStateException("the key of this subject, class and year was destroyed"));
        Transactional.afterCommit(() -> {
            bySlot.put(slot, key);
            byId.put(key.keyId, key);
        });
        return key;
    }

    /** Empty when it was destroyed. */
    Optional<SubjectKey> find(UUID keyId) {
        SubjectKey known = byId.get(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SubjectKey> found = store.find(keyId).flatMap(this::unwrapped);
        found.ifPresent(key -> byId.put(keyId, key));
        return found;
    }

    private Optional<SubjectKey> unwrapped(KeyStore.Row row) {
        byte[] wrapped = row.wrapped();
        return wrapped == null
                ? Optional.empty()
                : Optional.of(new SubjectKey(
                        row.keyId(),
                        new SecretKeySpec(master.unwrap(wrapped, row.keyId().toString()), "AES")));
    }

    byte[] seal(SubjectKey key, byte[] clear, String context) {
        return MasterKey.Aead.seal(key.secret, clear, context.getBytes(StandardCharsets.UTF_8), random);
    }

    /** Throws IllegalStateException when the bytes were tampered with or stand in another place than they were made for. */
    byte[] open(SubjectKey key, byte[] sealed, String context) {
        try {
            return MasterKey.Aead.open(key.secret, sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value was changed or moved (key " + key.keyId + ")", e);
        }
    }
}
