package org.roaminghub.hub.agreement;

import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.hub.agreement.AgreementCommand.AmendAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.SignAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.TerminateAgreement;
import org.roaminghub.hub.agreement.store.AgreementStore;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.Recorder.Loaded;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.recording.Transactional;
import org.roaminghub.vocabulary.AgreementId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link AgreementDecisions} decides: events and rows in one transaction. */
final class AgreementHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementHandler.class);

    private final Recorder recorder;
    private final AgreementStore agreements;
    private final Runnable changed;

    /** {@code changed} runs after each commit. */
    AgreementHandler(Recorder recorder, AgreementStore agreements, Runnable changed) {
        this.recorder = recorder;
        this.agreements = agreements;
        this.changed = changed;
    }

    @CommandHandler
    Outcome<AgreementId> handle(SignAgreement asked) {
        var before = claim(asked);
        List<AgreementState> ofPair = agreements.ofPair(asked.cpo(), asked.emsp());
        SignAgreement c = AgreementDecisions.begun(ofPair, asked);
        AgreementId result = AgreementDecisions.findEqual(ofPair, c).orElse(c.agreement());
        return conclude(c, before, AgreementDecisions.decide(ofPair, c), result);
    }

    @CommandHandler
    Outcome<AgreementId> handle(AmendAgreement c) {
        var before = claim(c);
        @Nullable AgreementState state = before.state().orElse(null);
        List<AgreementState> ofPair = state == null ? List.of() : agreements.ofPair(state.cpo(), state.emsp());
        return conclude(c, before, AgreementDecisions.decide(state, c, ofPair), c.agreement());
    }

    @CommandHandler
    Outcome<AgreementId> handle(TerminateAgreement c) {
        var before = claim(c);
        return conclude(c, before, AgreementDecisions.decide(before.state().orElse(null), c), c.agreement());
    }

    /** Agreements of a pair must not overlap, so commands on the register come one after the other. */
    private Loaded<Optional<AgreementState>> claim(AgreementCommand c) {
        agreements.claim();
        Transactional.afterCommit(changed);
        return recorder.load(stream(c), Optional.empty(), AgreementState::evolve);
    }

    private static StreamName stream(AgreementCommand c) {
        return StreamName.of("agreement", c.agreement().value());
    }

    private Outcome<AgreementId> conclude(
            AgreementCommand c,
            Loaded<Optional<AgreementState>> before,
            Outcome<List<Event>> decision,
            AgreementId result) {
        return decision.map(events -> {
            Optional<AgreementState> state = before.state();
            long sequence = before.next();
            for (Event event : events) {
                recorder.record(new Fact(stream(c), sequence++, event, c.at(), c.causes()));
                state = AgreementState.evolve(state, event);
            }
            if (!events.isEmpty()) {
                state.ifPresent(agreements::save);
                log(c, events);
            }
            return result;
        });
    }

    private static void log(AgreementCommand c, List<Event> events) {
        Transactional.afterCommit(() -> events.forEach(event -> LOG.info(
                "{} agreement={} by={}",
                event.getClass().getAnnotation(EventName.class).value(),
                c.agreement(),
                c.causes().actor().value())));
    }
}
