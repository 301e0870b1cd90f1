package org.roaminghub.hub.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.roaminghub.events.Event;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;

/** Gives a repeated request the answer of the first. */
final class RecordedDecisions {

    private static final long LOOK_EVERY_MS = 20;

    private final Recorder recorder;
    private final Clock clock;

    RecordedDecisions(Recorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    /** The decision, once it is there; PARTY_SILENT when the first request is still undecided after the deadline. */
    Decision await(AuthorizationId id, Duration deadline) {
        var end = clock.now().plus(deadline);
        while (true) {
            Optional<Decision> decision = find(id);
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

    private Optional<Decision> find(AuthorizationId id) {
        List<Event> events = recorder.read(AuthorizationHandler.stream(id));
        return events.stream().flatMap(e -> decision(id, e).stream()).findFirst();
    }

    private static Optional<Decision> decision(AuthorizationId id, Event event) {
        if (event instanceof AuthorizationGranted granted) {
            AuthorizationReference reference = granted.reference()
                    .known()
                    .orElse(new AuthorizationReference(granted.session().toString()));
            return Optional.of(new Decision.Granted(
                    id, granted.session(), granted.emsp(), reference, granted.limits(), granted.validUntil(), null, null));
        }
        return event instanceof AuthorizationRefused refused
                ? Optional.of(new Decision.Refused(
                        id, refused.refusal(), refused.refusal().sentence(), refused.emsp(), null, null))
                : Optional.empty();
    }
}
