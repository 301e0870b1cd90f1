package org.roaminghub.hub.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.routing.AuthorizationRoute;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.OriginalId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.TokenProfile;

/** Gives a repeated request the answer of the first. */
final class RecordedDecisions {

    private static final long LOOK_EVERY_MS = 20;

    private final Recorder recorder;
    private final Privacy privacy;
    private final Clock clock;

    RecordedDecisions(Recorder recorder, Privacy privacy, Clock clock) {
        this.recorder = recorder;
        this.privacy = privacy;
        this.clock = clock;
    }

    /**
     * The decision, once it is there; PARTY_SILENT when the first request is still undecided after the deadline. {@code route}
     * and {@code token} are what the hub knows of itself, now as then: no fact repeats them.
     */
    Decision await(AuthorizationId id, Duration deadline, AuthorizationRoute route, Optional<TokenProfile> token) {
        var end = clock.now().plus(deadline);
        while (true) {
            Optional<Decision> decision = find(id, route, token);
            if (decision.isPresent()) {
                return decision.get();
            }
            if (clock.now().isAfter(end) || !pause()) {
                return new Decision.Refused(
                        id, Refusal.PARTY_SILENT, "an equal request is still being decided", null, null, null);
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Decision> find(AuthorizationId id, AuthorizationRoute route, Optional<TokenProfile> token) {
        return recorder.readEntries(AuthorizationHandler.stream(id)).stream()
                .flatMap(entry -> decision(id, entry, route, token.orElse(null)).stream())
                .findFirst();
    }

    private Optional<Decision> decision(
            AuthorizationId id, Recorder.Entry entry, AuthorizationRoute route, @Nullable TokenProfile token) {
        if (entry.event() instanceof AuthorizationGranted granted) {
            AuthorizationReference reference = granted.reference()
                    .known()
                    .orElse(new AuthorizationReference(granted.session().toString()));
            return Optional.of(new Decision.Granted(
                    id,
                    granted.session(),
                    granted.emsp(),
                    reference,
                    granted.limits(),
                    granted.validUntil(),
                    token,
                    answer(entry)));
        }
        return entry.event() instanceof AuthorizationRefused refused
                ? Optional.of(new Decision.Refused(
                        id, refused.refusal(), why(refused.refusal(), route), refused.emsp(), token, answer(entry)))
                : Optional.empty();
    }

    private static String why(Refusal refusal, AuthorizationRoute route) {
        return route instanceof AuthorizationRoute.NoRoute none && none.refusal() == refusal
                ? none.why()
                : refusal.sentence();
    }

    /** What the issuer said then, word for word; what the protocol says beside the body is in the original's media type. */
    private @Nullable PartnerAnswer answer(Recorder.Entry entry) {
        OriginalId original = entry.original();
        return original == null
                ? null
                : privacy.findOriginal(original)
                        .map(o -> new PartnerAnswer(o, Map.of()))
                        .orElse(null);
    }
}
