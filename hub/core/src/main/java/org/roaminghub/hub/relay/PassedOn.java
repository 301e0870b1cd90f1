package org.roaminghub.hub.relay;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.relay.RelayPassed;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.relay.store.RelayStore;
import org.roaminghub.spi.inbound.Relays;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RelayId;
import org.roaminghub.vocabulary.SubjectRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what was passed on: one stream for each object between two parties. */
public final class PassedOn implements Relays {

    private static final String STREAM = "relay";
    private static final Logger LOG = LoggerFactory.getLogger(PassedOn.class);

    private final Commands commands;
    private final RelayStore store;
    private final BiFunction<PartyId, List<String>, List<PartyId>> partnersOfCdrs;
    private final Ids ids;

    /** {@code partnersOfCdrs}: the other parties of the party's CDRs under these ids. */
    public PassedOn(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            RelayStore store,
            BiFunction<PartyId, List<String>, List<PartyId>> partnersOfCdrs,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.store = store;
        this.partnersOfCdrs = partnersOfCdrs;
        this.ids = ids;
        commands.handledBy(new Handler(recorder, privacy, store, clock));
    }

    /** {@code fresh}: the object's id with the hub if it has none yet. */
    record NotePassed(Passed passed, RelayId fresh, Causes causes) implements Command<RelayId> {}

    @Override
    public List<PartyId> knownWith(PartyId party, String kind, String fid) {
        return store.others(party, kind, key(fid));
    }

    @Override
    public List<PartyId> partnersOfCdrs(PartyId party, List<String> fids) {
        return partnersOfCdrs.apply(party, fids);
    }

    @Override
    public void passed(Passed passed) {
        RelayId relay =
                commands.send(new NotePassed(passed, new RelayId(ids.next()), Causes.of(passed.caller(), ids.next())));
        LOG.info(
                "relay.passed relay={} module={} verb=\"{}\" from={} to={} {}",
                relay,
                passed.module(),
                passed.verb(),
                passed.caller().party(),
                passed.receiver(),
                switch (passed.outcome()) {
                    case Outcome.Answered(boolean taken, String code) -> "taken=" + taken;
                    case Outcome.Unanswered(var refusal) -> "refusal=" + refusal;
                });
    }

    private static String key(String fid) {
        return fid.toUpperCase(Locale.ROOT);
    }

    static final class Handler {

        private final Recorder recorder;
        private final Privacy privacy;
        private final RelayStore store;
        private final Clock clock;

        Handler(Recorder recorder, Privacy privacy, RelayStore store, Clock clock) {
            this.recorder = recorder;
            this.privacy = privacy;
            this.store = store;
            this.clock = clock;
        }

        @CommandHandler
        RelayId handle(NotePassed c) {
            Passed p = c.passed;
            String fid = p.fid();
            if (fid == null) {
                record(c, c.fresh, 0);
                return c.fresh;
            }
            PartyId sender = p.caller().party();
            PartyId other = p.owner().equals(sender) ? p.receiver() : sender;
            RelayStore.Row row = store.lockOrAdd(new RelayStore.Key(p.kind(), key(fid), p.owner(), other), c.fresh);
            record(c, row.relay(), row.facts());
            store.update(new RelayStore.Row(row.relay(), row.taken() || isTaken(p), row.facts() + 1));
            return row.relay();
        }

        private void record(NotePassed c, RelayId relay, long sequence) {
            Passed p = c.passed;
            recorder.record(new Fact(
                    StreamName.of(STREAM, relay.value()),
                    sequence,
                    new RelayPassed(
                            relay,
                            p.module(),
                            p.kind(),
                            p.verb(),
                            p.owner(),
                            p.fid(),
                            p.caller().party(),
                            p.receiver(),
                            p.agreement(),
                            isTaken(p),
                            p.outcome() instanceof Outcome.Answered(boolean taken, String code) ? code : null,
                            p.outcome() instanceof Outcome.Unanswered(var refusal) ? refusal : null,
                            p.waitedMs()),
                    clock.now(),
                    c.causes,
                    p.original() == null ? null : subject(p),
                    p.original()));
        }

        /** Nobody is named in most of them: those originals lie under the hub's own key. */
        private SubjectRef subject(Passed p) {
            Person person = p.person();
            return person == null ? privacy.hubSubject() : privacy.subjectOf(person.seen(), person.kind());
        }

        private static boolean isTaken(Passed p) {
            return p.outcome() instanceof Outcome.Answered(boolean taken, String code) && taken;
        }
    }
}
