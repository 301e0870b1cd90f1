package org.roaminghub.hub.session;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.session.store.SessionStore;
import org.roaminghub.hub.session.store.SessionStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Live sessions in and out of their table: sealed whole, found by keyed fingerprints only. */
final class SessionVault {

    private final SessionStore store;
    private final Privacy privacy;

    SessionVault(SessionStore store, Privacy privacy) {
        this.store = store;
        this.privacy = privacy;
    }

    Optional<Row> lock(PartyId cpo, String fidKey) {
        return store.lock(cpo, fidKey);
    }

    Optional<Row> lock(SessionId session) {
        return store.lock(session);
    }

    /** Empty when its key was destroyed. */
    Optional<LiveSession> open(Row row) {
        return privacy.openRow(row.state(), path(row.session(), "state"))
                .map(json -> HouseJson.rows().read(json, LiveSession.class));
    }

    Optional<Original> original(Row row) {
        return privacy.openRow(row.original(), path(row.session(), "original"))
                .map(bytes -> new Original(row.protocol(), row.version(), row.mediaType(), bytes));
    }

    boolean add(LiveSession live, String fidKey, long facts, Original original) {
        return store.add(sealed(live, fidKey, facts, original, sealed(live, original)));
    }

    /** {@code whole} absent: the original stays as it is. */
    void update(Row row, LiveSession live, long facts, @Nullable Original whole) {
        Original kept =
                whole != null ? whole : new Original(row.protocol(), row.version(), row.mediaType(), new byte[0]);
        store.update(sealed(live, row.fidKey(), facts, kept, whole == null ? row.original() : sealed(live, whole)));
    }

    boolean flag(SessionId session, SessionFlagged.Flag flag) {
        return store.flag(session, flag.name());
    }

    private byte[] sealed(LiveSession live, Original original) {
        return seal(live.session(), "original", original.bytes());
    }

    private Row sealed(LiveSession live, String fidKey, long facts, Original original, byte[] sealedOriginal) {
        Session session = live.session();
        CdrId bill = live.billedBy();
        return new Row(
                session.session(),
                session.cpo(),
                fidKey,
                session.emsp(),
                session.status(),
                session.start(),
                session.reportedAt(),
                facts,
                bill == null ? null : bill.value(),
                session.authorization(),
                evseKey(session.place()),
                tokenPrint(session.tokenSeen().orNull(), session.tokenKind()),
                referencePrint(session.reference().orNull()),
                seal(session, "state", HouseJson.rows().write(live)),
                original.protocol(),
                original.version(),
                original.mediaType(),
                sealedOriginal);
    }

    private byte[] seal(Session session, String part, byte[] clear) {
        return privacy.sealRow(subjectOf(session), RetentionClass.ROUTING, path(session.session(), part), clear);
    }

    SubjectRef subjectOf(Session session) {
        TokenSeen seen = session.tokenSeen().orNull();
        return seen == null ? privacy.hubSubject() : privacy.subjectOf(seen, session.tokenKind());
    }

    private static String path(SessionId session, String part) {
        return "session/" + session + "/" + part;
    }

    /** By the CPO's own name of the EVSE, else by its public one. */
    static @Nullable String evseKey(Place place) {
        if (place.evseFid() != null) {
            return place.evseFid().toUpperCase(Locale.ROOT);
        }
        return place.evseId() == null ? null : place.evseId().value();
    }

    byte @Nullable [] tokenPrint(@Nullable TokenSeen seen, TokenKind kind) {
        if (seen == null) {
            return null;
        }
        if (seen.uid() != null) {
            return privacy.fingerprint("session-uid:" + kind, seen.uid().matchKey(kind));
        }
        return seen.contract() == null
                ? null
                : privacy.fingerprint("session-contract", seen.contract().matchKey());
    }

    byte @Nullable [] referencePrint(@Nullable AuthorizationReference reference) {
        return reference == null ? null : privacy.fingerprint("reference", reference.matchKey());
    }
}
