package org.roaminghub.hub.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.authorization.store.AuthorizationStore;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Grants that wait for their session: a grant opens one, within 15 minutes, later only by its reference. */
public final class Grants {

    /** OCPI 2.2.1 §13: an authorisation is good for 15 minutes. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final AuthorizationStore store;
    private final Privacy privacy;

    public Grants(AuthorizationStore store, Privacy privacy) {
        this.store = store;
        this.privacy = privacy;
    }

    /**
     * {@code session} is the one reserved when the CPO asked or the eMSP commanded; {@code key} names the grant, and
     * {@code authorization} is absent where a command granted it.
     */
    public record Grant(
            UUID key,
            @Nullable AuthorizationId authorization,
            SessionId session,
            PartyId emsp,
            AgreementId agreement,
            boolean used) {}

    /** By reference, else by token and EVSE and time. {@code emsp} absent = any. */
    public Optional<Grant> find(
            PartyId cpo,
            @Nullable PartyId emsp,
            @Nullable AuthorizationReference reference,
            TokenSeen token,
            TokenKind kind,
            @Nullable String evseFid,
            Instant sessionStart) {
        Optional<AuthorizationStore.GrantRow> found = Optional.empty();
        if (reference != null) {
            found = store.findByReference(cpo, privacy.fingerprint("reference", reference.matchKey()));
        }
        return found.or(() -> store.findByToken(
                        cpo,
                        tokenPrint(token, kind),
                        evseFid,
                        sessionStart.minus(GOOD_FOR),
                        sessionStart.plus(CLOCK_SKEW)))
                .filter(row -> emsp == null || emsp.equals(row.emsp()))
                .map(row -> new Grant(
                        row.key(), row.authorization(), row.session(), row.emsp(), row.agreement(), row.used()));
    }

    /** The grant's session began. Inside a command. */
    public void use(UUID key) {
        store.use(key);
    }

    /** The eMSP itself starts a session, or reserves for one: that is its authorisation. Inside a command. */
    public void promise(Promise promise) {
        AuthorizationReference reference = promise.reference();
        store.addPromise(
                promise.remote().value(),
                promise.session(),
                promise.cpo(),
                promise.emsp(),
                promise.agreement(),
                reference == null ? null : privacy.fingerprint("reference", reference.matchKey()),
                tokenPrint(promise.token(), promise.kind()),
                promise.evseFid(),
                promise.at());
    }

    /** The keyed fingerprint by which messages about one card are found. */
    public byte[] tokenPrint(TokenSeen token, TokenKind kind) {
        return privacy.fingerprint("token", kind + ":" + Tokens.key(token));
    }

    /** Nothing came of the command: no session follows. Inside a command. */
    public void withdraw(RemoteId remote) {
        store.deleteUnused(remote.value());
    }

    /** What a command promises the CPO. */
    public record Promise(
            RemoteId remote,
            SessionId session,
            PartyId cpo,
            PartyId emsp,
            AgreementId agreement,
            @Nullable AuthorizationReference reference,
            TokenSeen token,
            TokenKind kind,
            @Nullable String evseFid,
            Instant at) {}
}
