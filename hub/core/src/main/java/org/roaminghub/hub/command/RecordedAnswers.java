package org.roaminghub.hub.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands.Answer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;

/** Gives a repeated order the answer of the first. */
final class RecordedAnswers {

    private static final long LOOK_EVERY_MS = 20;

    private final Recorder recorder;
    private final Privacy privacy;
    private final Clock clock;

    RecordedAnswers(Recorder recorder, Privacy privacy, Clock clock) {
        this.recorder = recorder;
        this.privacy = privacy;
        this.clock = clock;
    }

    /** Once it is there; PARTY_SILENT when the CPO has not answered the first one within the deadline. */
    Answer await(RemoteId remote, PartyId cpo, Duration deadline) {
        Instant end = clock.now().plus(deadline);
        while (true) {
            Optional<Answer> answer = find(remote, cpo);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (clock.now().isAfter(end) || !pause()) {
                return new Answer.Refused(Refusal.PARTY_SILENT, "An equal order is still on its way.", cpo, null);
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

    private Optional<Answer> find(RemoteId remote, PartyId cpo) {
        List<Recorder.Entry> entries = recorder.readEntries(RemoteHandler.stream(remote));
        return entries.size() < 2
                ? Optional.empty()
                : switch (entries.get(1).event()) {
                    case RemoteAcknowledged yes ->
                        Optional.of(new Answer.Taken(remote, cpo, left(yes.validUntil()), said(entries.get(1))));
                    case RemoteCompleted done -> Optional.of(completed(remote, cpo, done, entries.get(1)));
                    default -> Optional.empty();
                };
    }

    private Answer completed(RemoteId remote, PartyId cpo, RemoteCompleted done, Recorder.Entry entry) {
        Refusal refusal = done.outcome().refusal().orElse(Refusal.SESSION_ENDED);
        return refusal == Refusal.SESSION_ENDED
                ? new Answer.Taken(remote, cpo, Duration.ZERO, said(entry))
                : new Answer.Refused(refusal, refusal.sentence(), cpo, said(entry));
    }

    private Duration left(@Nullable Instant until) {
        Instant now = clock.now();
        return until == null || until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
    }

    /** What the CPO said then, word for word. */
    private @Nullable PartnerAnswer said(Recorder.Entry entry) {
        return entry.original() == null
                ? null
                : privacy.findOriginal(entry.original())
                        .map(o -> new PartnerAnswer(o, Map.of()))
                        .orElse(null);
    }
}
