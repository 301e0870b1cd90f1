package org.roaminghub.hub.relay;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.relay.RelayBegun;
import org.roaminghub.events.relay.RelayPassed;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.relay.store.RelayStore;
import org.roaminghub.spi.Original;
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
    /** In a stream that begins with the message. */
    private static final long FACTS_OF_BEGUN = 1;

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
    record NoteBegun(Passing passing, RelayId fresh, Causes causes) implements Command<RelayId> {}

    record NotePassed(RelayId relay, Passing passing, Outcome outcome, int waitedMs, Causes causes)
            implements Command<RelayId> {}

    @Override
    public List<PartyId> knownWith(PartyId party, String kind, String fid) {
        return store.others(party, kind, key(fid));
    }

    @Override
    public List<PartyId> partnersOfCdrs(PartyId party, List<String> fids) {
        return partnersOfCdrs.apply(party, fids);
    }

    @Override
    public RelayId begun(Passing passing) {
        return commands.send(new NoteBegun(passing, new RelayId(ids.next()), causes(passing)));
    }

    @Override
    public void passed(RelayId relay, Passing passing, Outcome outcome, int waitedMs) {
        commands.send(new NotePassed(relay, passing, outcome, waitedMs, causes(passing)));
        LOG.info(
                "relay.passed relay={} module={} verb=\"{}\" from={} to={} {}",
                relay,
                passing.module(),
                passing.verb(),
                passing.caller().party(),
                passing.receiver(),
                switch (outcome) {
                    case Outcome.Answered(boolean taken, String code) -> "taken=" + taken;
                    case Outcome.Unanswered(var refusal) -> "refusal=" + refusal;
                });
    }

    private Causes causes(Passing passing) {
        return Causes.of(passing.caller(), ids.next());
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
        RelayId handle(NoteBegun c) {
            Passing p = c.passing;
            RelayStore.Row row = row(p, c.fresh);
            record(
                    new RelayBegun(
                            row.relay(),
                            p.module(),
                            p.kind(),
                            p.verb(),
                            p.owner(),
                            p.fid(),
                            p.caller().party(),
                            p.receiver(),
                            p.agreement()),
                    row,
                    c.causes,
                    p);
            if (p.fid() != null) {
                store.update(new RelayStore.Row(row.relay(), row.taken(), row.facts() + 1));
            }
            return row.relay();
        }

        /** The message is with the fact that it went. */
        @CommandHandler
        RelayId handle(NotePassed c) {
            Passing p = c.passing;
            RelayStore.Row row = p.fid() == null ? new RelayStore.Row(c.relay, false, FACTS_OF_BEGUN) : row(p, c.relay);
            boolean taken = c.outcome instanceof Outcome.Answered(boolean yes, String code) && yes;
            record(
                    new RelayPassed(
                            row.relay(),
                            p.module(),
                            p.kind(),
                            p.verb(),
                            p.owner(),
                            p.fid(),
                            p.caller().party(),
                            p.receiver(),
                            p.agreement(),
                            taken,
                            c.outcome instanceof Outcome.Answered(boolean yes, String code) ? code : null,
                            c.outcome instanceof Outcome.Unanswered(var refusal) ? refusal : null,
                            c.waitedMs),
                    row,
                    c.causes,
                    null);
            if (p.fid() != null) {
                store.update(new RelayStore.Row(row.relay(), row.taken() || taken, row.facts() + 1));
            }
            return row.relay();
        }

        /** Of a message that names no object: a stream of its own. */
        private RelayStore.Row row(Passing p, RelayId fresh) {
            String fid = p.fid();
            if (fid == null) {
                return new RelayStore.Row(fresh, false, 0);
            }
            PartyId sender = p.caller().party();
            PartyId other = p.owner().equals(sender) ? p.receiver() : sender;
            return store.lockOrAdd(new RelayStore.Key(p.kind(), key(fid), p.owner(), other), fresh);
        }

        private void record(Event event, RelayStore.Row row, Causes causes, @Nullable Passing with) {
            Original original = with == null ? null : with.original();
            recorder.record(new Fact(
                    StreamName.of(STREAM, row.relay().value()),
                    row.facts(),
                    event,
                    clock.now(),
                    causes,
                    with == null || original == null ? null : subject(with),
                    original));
        }

        /** Nobody is named in most of them: those originals lie under the hub's own key. */
        private SubjectRef subject(Passing p) {
            Person person = p.person();
            return person == null ? privacy.hubSubject() : privacy.subjectOf(person.seen(), person.kind());
        }
    }
}
