package org.roaminghub.hub.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.hub.privacy.store.OriginalStore;
import org.roaminghub.hub.privacy.store.PrivacyTables;
import org.roaminghub.hub.privacy.store.SecretStore;
import org.roaminghub.hub.privacy.store.SubjectStore;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.recording.Sealing;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalId;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/**
 * Seals, opens and finds personal data. Every sealed value is bound to its place by its context: event id, field path and
 * key id for events, so that cipher text can't be moved elsewhere.
 */
public final class Privacy implements Sealing {

    private static final int SALT_BYTES = 16;
    private static final int KEY_ID_BYTES = 16;
    private static final int MAX_CACHED_SUBJECTS = 50_000;

    private final KeyRing keys;
    private final SubjectStore subjects;
    private final OriginalStore originals;
    private final Clock clock;
    private final Ids ids;
    private final Mac mac;
    private final SubjectRef hubSubject;
    private final PersonalFields fields = new PersonalFields();
    private final SecureRandom random = new SecureRandom();
    private final Recent<ByteBuffer, SubjectRef> known = new Recent<>(MAX_CACHED_SUBJECTS);
    private final Recent<SubjectRef, SubjectRef> linked = new Recent<>(MAX_CACHED_SUBJECTS);
    private volatile BiConsumer<SubjectRef, SubjectRef> onLinked = (subject, other) -> {};

    public Privacy(PrivacyTables tables, MasterKey master, Clock clock, Ids ids) {
        this.keys = new KeyRing(tables.keys(), master, ids);
        this.subjects = tables.subjects();
        this.originals = tables.originals();
        this.clock = clock;
        this.ids = ids;
        SecretStore secrets = tables.secrets();
        this.mac = mac(madeOnce(secrets, master, "pepper", randomBytes(MasterKey.BYTES)));
        this.hubSubject =
                new SubjectRef(uuid(ByteBuffer.wrap(madeOnce(secrets, master, "hub-subject", bytes(ids.random())))));
    }

    private static byte[] madeOnce(SecretStore secrets, MasterKey master, String name, byte[] fresh) {
        return master.unwrap(secrets.findOrAdd(name, master.wrap(fresh, name)), name);
    }

    // --- subjects ---------------------------------------------------------------------------------------------------

    /**
     * The person behind a token: by a contract that is known already, else by the uid. Found or made; inside a command. When
     * uid and contract turn out to belong to two references, both are kept and linked.
     */
    public SubjectRef subjectOf(TokenSeen seen, TokenKind kind) {
        TokenUid uid = seen.uid();
        ContractId contract = seen.contract();
        if (contract == null) {
            return uid == null ? hubSubject : findOrMake(uidFingerprint(uid, kind), null);
        }
        byte[] contractPrint = contractFingerprint(contract);
        if (uid == null) {
            return findOrMake(contractPrint, null);
        }
        SubjectRef byContract = findSubject(contractPrint).orElse(null);
        SubjectRef byUid = findOrMake(uidFingerprint(uid, kind), byContract);
        if (byContract == null) {
            return findOrMake(contractPrint, byUid);
        }
        if (!byContract.equals(byUid) && linked.get(byUid) == null) {
            link(byContract, byUid);
        }
        return byContract;
    }

    private void link(SubjectRef subject, SubjectRef other) {
        if (subjects.link(subject, other)) {
            onLinked.accept(subject, other);
        }
        Transactional.afterCommit(() -> linked.put(other, subject));
    }

    /** Called inside the command that finds out; the application records the fact. */
    public void whenLinked(BiConsumer<SubjectRef, SubjectRef> action) {
        onLinked = action;
    }

    /** The subject of an uid, if the hub ever saw it. For searches; makes nothing. */
    public Optional<SubjectRef> findSubject(TokenUid uid, TokenKind kind) {
        return findSubject(uidFingerprint(uid, kind));
    }

    public Optional<SubjectRef> findSubject(ContractId contract) {
        return findSubject(contractFingerprint(contract));
    }

    /** Who lives at a location that its owner does not publish. Found or made; inside a command. */
    public SubjectRef subjectOfHome(PartyId owner, String locationKey) {
        return findOrMake(fingerprint("home", owner.value() + "/" + locationKey), null);
    }

    /** Stands in where no person is concerned but something must be sealed. */
    public SubjectRef hubSubject() {
        return hubSubject;
    }

    private Optional<SubjectRef> findSubject(byte[] fingerprint) {
        ByteBuffer key = ByteBuffer.wrap(fingerprint);
        SubjectRef cached = known.get(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<SubjectRef> stored = subjects.find(fingerprint);
        stored.ifPresent(subject -> Transactional.afterCommit(() -> known.put(key, subject)));
        return stored;
    }

    private SubjectRef findOrMake(byte[] fingerprint, @Nullable SubjectRef wanted) {
        return findSubject(fingerprint).orElseGet(() -> {
            Transactional.require();
            SubjectRef subject =
                    subjects.findOrAdd(fingerprint, wanted == null ? new SubjectRef(ids.random()) : wanted);
            Transactional.afterCommit(() -> known.put(ByteBuffer.wrap(fingerprint), subject));
            return subject;
        });
    }

    private byte[] uidFingerprint(TokenUid uid, TokenKind kind) {
        return fingerprint("uid:" + kind, uid.matchKey(kind));
    }

    private byte[] contractFingerprint(ContractId contract) {
        return fingerprint("contract", contract.matchKey());
    }

    /** HMAC-SHA-256 of the value under the hub's pepper: the only way to look something up by a personal value. */
    public byte[] fingerprint(String purpose, String value) {
        try {
            Mac mac = (Mac) this.mac.clone();
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) ':');
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never used itself: cloning one costs less than setting one up. */
    private static Mac mac(byte[] pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- events -----------------------------------------------------------------------------------------------------

    @Override
    public Sealed seal(Fact fact, UUID eventId, Instant recordedAt) {
        Sealer sealer = new Sealer(fact, eventId, recordedAt);
        Event sealed = (Event) fields.replaced(fact.event(), sealer::field);
        OriginalRef original = fact.original() == null ? null : keep(fact.original(), sealer.key());
        return new Sealed(sealed, sealer.key == null ? null : sealer.key.keyId(), original);
    }

    /** Chooses the key when the first field or original needs it. */
    private final class Sealer {

        private final Fact fact;
        private final UUID eventId;
        private final int year;
        private KeyRing.@Nullable SubjectKey key;

        Sealer(Fact fact, UUID eventId, Instant recordedAt) {
            this.fact = fact;
            this.eventId = eventId;
            this.year = yearOf(recordedAt);
        }

        KeyRing.SubjectKey key() {
            KeyRing.SubjectKey chosen = key;
            if (chosen == null) {
                SubjectRef subject = fact.subject();
                if (subject == null) {
                    throw new IllegalStateException(
                            fact.event().getClass().getSimpleName() + " has something to seal and names no subject");
                }
                chosen = keys.keyFor(subject, retentionOf(fact.event()), year);
                key = chosen;
            }
            return chosen;
        }

        Personal<?> field(String path, Object value) {
            byte[] sealed = keys.seal(key(), HouseJson.rows().write(value), eventContext(eventId, path, key().keyId()));
            return new Personal.Sealed<>(Base64.getEncoder().encodeToString(sealed));
        }
    }

    /** The JSON of a sealed field of an event; empty when its key was destroyed. */
    public Optional<byte[]> openField(String sealed, UUID eventId, String path, UUID keyId) {
        return keys.find(keyId)
                .map(key -> keys.open(key, Base64.getDecoder().decode(sealed), eventContext(eventId, path, keyId)));
    }

    private static String eventContext(UUID eventId, String path, UUID keyId) {
        return eventId + "|" + path + "|" + keyId;
    }

    private static RetentionClass retentionOf(Event event) {
        return event.getClass().getAnnotation(EventName.class).retention();
    }

    private static int yearOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).getYear();
    }

    // --- originals --------------------------------------------------------------------------------------------------

    private OriginalRef keep(Original original, KeyRing.SubjectKey key) {
        OriginalId id = new OriginalId(ids.next());
        byte[] salt = randomBytes(SALT_BYTES);
        byte[] salted = concatenated(salt, original.bytes());
        byte[] sealed = keys.seal(key, salted, originalContext(id, key.keyId()));
        originals.add(new OriginalStore.Row(
                id, key.keyId(), original.protocol(), original.version(), original.mediaType(), sealed));
        return new OriginalRef(id, Base64.getEncoder().encodeToString(sha256(salted)));
    }

    /** The message as it came; empty when its key was destroyed or there is none of that id. */
    public Optional<Original> findOriginal(OriginalId id) {
        return originals
                .find(id)
                .flatMap(row -> keys.find(row.keyId()).map(key -> {
                    byte[] salted = keys.open(key, row.sealed(), originalContext(id, row.keyId()));
                    byte[] bytes = Arrays.copyOfRange(salted, SALT_BYTES, salted.length);
                    return new Original(row.protocol(), row.version(), row.mediaType(), bytes);
                }));
    }

    private static String originalContext(OriginalId id, UUID keyId) {
        return id.value() + "|original|" + keyId;
    }

    // --- rows of core's tables --------------------------------------------------------------------------------------

    /** For a bytea column: the key's id, then nonce, cipher text and tag. {@code path} binds it to its place. Inside a command. */
    public byte[] sealRow(SubjectRef subject, RetentionClass retention, String path, byte[] clear) {
        KeyRing.SubjectKey key = keys.keyFor(subject, retention, yearOf(clock.now()));
        return concatenated(bytes(key.keyId()), keys.seal(key, clear, rowContext(path, key.keyId())));
    }

    /** What {@link #sealRow} sealed; empty when the key was destroyed. */
    public Optional<byte[]> openRow(byte[] sealed, String path) {
        UUID keyId = uuid(ByteBuffer.wrap(sealed));
        byte[] rest = Arrays.copyOfRange(sealed, KEY_ID_BYTES, sealed.length);
        return keys.find(keyId).map(key -> keys.open(key, rest, rowContext(path, keyId)));
    }

    private static String rowContext(String path, UUID keyId) {
        return path + "|" + keyId;
    }

    // --- bytes ------------------------------------------------------------------------------------------------------

    private byte[] randomBytes(int count) {
        byte[] fresh = new byte[count];
        random.nextBytes(fresh);
        return fresh;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(KEY_ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
