package org.roaminghub.hub.cdr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.cdr.CdrRevised;
import org.roaminghub.hub.cdr.CdrIntake.Decision;
import org.roaminghub.hub.cdr.CdrIntake.Known;
import org.roaminghub.hub.cdr.CdrIntake.NoWay;
import org.roaminghub.hub.cdr.store.CdrStore;
import org.roaminghub.hub.cdr.store.CdrStore.Row;
import org.roaminghub.hub.cdr.store.CdrStore.State;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.ReportRoutes.Route;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenSeen;

/** Handles the commands about CDRs. */
final class CdrCommands {

    private final CdrStore store;
    private final Recorder recorder;
    private final Privacy privacy;
    private final ChargingSessions sessions;
    private final Deliveries deliveries;
    private final CdrRules rules;
    private final Clock clock;
    private final Ids ids;

    CdrCommands(
            CdrStore store,
            Recorder recorder,
            Privacy privacy,
            ChargingSessions sessions,
            Deliveries deliveries,
            CdrRules rules,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.recorder = recorder;
        this.privacy = privacy;
        this.sessions = sessions;
        this.deliveries = deliveries;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A CPO hands in a CDR. {@code thoughtNew}: taken without a look at what came under its id before, which is nothing
     * nearly always; else the store refuses it with ConcurrencyException, and it is to be sent again with a look.
     */
    record SubmitCdr(Caller caller, ChargeDetailRecord record, Original original, Route route, boolean thoughtNew)
            implements Command<Submitted> {}

    /** What it came to. */
    sealed interface Submitted {
        /** {@code record} as it was written down. */
        record Taken(ChargeDetailRecord record, boolean revised, DeliveryId delivery) implements Submitted {}

        record Known(CdrId cdr) implements Submitted {}

        record Refused(Refusal refusal, String why) implements Submitted {}
    }

    @CommandHandler
    Submitted handle(SubmitCdr command) {
        ChargeDetailRecord came = command.record();
        String fidKey = key(came.cpo(), came.fid());
        byte[] fingerprint = privacy.fingerprint("cdr-content", CdrContent.canonical(came));
        Instant now = clock.now();
        Credited credited = credited(came).orElse(null);
        boolean blind = command.thoughtNew() && credited == null;
        Decision decision =
                decide(command, fingerprint, credited, now, blind ? List.of() : store.ofKey(came.cpo(), fidKey));
        if (blind && !(decision instanceof Decision.Accept)) {
            decision = decide(command, fingerprint, null, now, store.ofKey(came.cpo(), fidKey));
        }
        return switch (decision) {
            case Decision.Repeat(CdrId cdr) -> new Submitted.Known(cdr);
            case Decision.RefuseAgain(Refusal refusal, String why) -> new Submitted.Refused(refusal, why);
            case Decision.Refuse refusal -> refuse(command, fidKey, fingerprint, refusal);
            case Decision.Accept(CdrId credits) ->
                take(
                        command,
                        (Route.To) command.route(),
                        new Print(fidKey, fingerprint),
                        credits == null ? null : credited,
                        null,
                        now);
            case Decision.Revise(Row before) ->
                take(command, (Route.To) command.route(), new Print(fidKey, fingerprint), credited, before, now);
        };
    }

    private Decision decide(
            SubmitCdr command, byte[] fingerprint, @Nullable Credited credited, Instant now, List<Row> sameId) {
        Known known = new Known(
                sameId,
                noWay(command.route(), now).orElse(null),
                findings(command.record(), command.route(), sameId, credited, now),
                credited == null ? null : credited.record().cdr());
        return CdrIntake.decide(command.record(), fingerprint, known);
    }

    private static Optional<NoWay> noWay(Route route, Instant now) {
        return switch (route) {
            case Route.Nowhere nowhere -> Optional.of(new NoWay(nowhere.refusal(), nowhere.why()));
            case Route.To to ->
                CdrIntake.tooLate(
                        to.agreement().valid().end(), to.agreement().terms().cdrWithinDays(), now);
        };
    }

    private List<Finding> findings(
            ChargeDetailRecord came, Route route, List<Row> sameId, @Nullable Credited credited, Instant now) {
        if (!(route instanceof Route.To to)) {
            return List.of();
        }
        ChargeDetailRecord original = credited == null ? null : credited.record();
        // A credit that is corrected has credited its original itself.
        boolean before = credited != null
                && credited.row().state() == State.CREDITED
                && sameId.stream()
                        .noneMatch(row -> row.cdr().equals(credited.row().creditedBy()));
        return rules.check(came, new CdrRules.Context(to.agreement(), now, original, before));
    }

    /** The CPO's id and the content as they are compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Print(String fidKey, byte[] content) {}

    /** The CDR that a credit takes back. */
    private record Credited(Row row, ChargeDetailRecord record) {}

    /** The CDR that a credit names, locked: of two credits at once only one can win. */
    private Optional<Credited> credited(ChargeDetailRecord came) {
        String named = came.creditOfFid();
        if (named == null) {
            return Optional.empty();
        }
        return store.lockTaken(came.cpo(), key(came.cpo(), named))
                .flatMap(row -> recordOf(row.cdr()).map(record -> new Credited(row, record)));
    }

    /** As accepted or revised last; personal fields are opened where their keys exist. */
    Optional<ChargeDetailRecord> recordOf(CdrId cdr) {
        return recorder.read(stream(cdr)).stream()
                .flatMap(event -> switch (event) {
                    case CdrAccepted(ChargeDetailRecord accepted) -> Stream.of(accepted);
                    case CdrRevised(ChargeDetailRecord revised) -> Stream.of(revised);
                    default -> Stream.<ChargeDetailRecord>empty();
                })
                .reduce((first, last) -> last);
    }

    /** Stored = the duty to deliver it is taken over. {@code before} absent: it is new, else this is its next revision. */
    private Submitted take(
            SubmitCdr command,
            Route.To to,
            Print print,
            @Nullable Credited credited,
            @Nullable Row before,
            Instant now) {
        ChargeDetailRecord came = command.record();
        CdrId cdr = before == null ? new CdrId(ids.next()) : before.cdr();
        CdrId credits = credited == null ? null : credited.record().cdr();
        ChargingSessions.Match match =
                credited == null ? sessions.match(came).orElse(null) : sessionOf(credited.record());
        ChargeDetailRecord record = Copies.taken(
                came,
                cdr,
                before == null ? Copies.FIRST_REVISION : before.revision() + 1,
                to,
                match,
                credits,
                now.plus(Duration.ofDays(to.agreement().terms().approveWithinDays())));
        Causes causes = Causes.of(command.caller(), ids.next());
        long facts = before == null ? 0 : before.facts();
        Event event = before == null ? new CdrAccepted(record) : new CdrRevised(record);
        OriginalRef original = record(facts, event, record, causes, command.original());
        Row row = new Row(
                cdr,
                came.cpo(),
                print.fidKey(),
                to.emsp(),
                print.content(),
                record.revision(),
                State.ACCEPTED,
                null,
                null,
                record.session(),
                came.sessionRef() == null ? null : sessionKey(came.cpo(), came.sessionRef()),
                referencePrint(came),
                credits,
                null,
                original == null ? null : original.original(),
                null,
                null,
                came.reportedAt(),
                facts + 1);
        if (before == null) {
            store.add(row);
        } else if (!store.revise(row, before.revision())) {
            throw new ConcurrencyException("a CDR of that id was taken meanwhile");
        }
        if (credited != null && credits != null && before == null) {
            recorder.record(new Fact(
                    stream(credits),
                    credited.row().facts(),
                    new CdrCredited(credits, cdr, null),
                    came.reportedAt(),
                    causes));
            store.credit(credits, cdr);
        }
        if (match != null && credits == null) {
            sessions.bill(match.session(), record, match.how(), causes);
        }
        return new Submitted.Taken(record, before != null, deliver(command, record, original, credits, causes));
    }

    private DeliveryId deliver(
            SubmitCdr command,
            ChargeDetailRecord record,
            @Nullable OriginalRef original,
            @Nullable CdrId credits,
            Causes causes) {
        String object = stream(record.cdr()).toString();
        if (record.revision() > Copies.FIRST_REVISION) {
            deliveries.discardParked(object, "REVISED", causes);
        }
        Deliveries.Shipment shipment = new Deliveries.Shipment(
                Deliveries.Kind.CDR,
                object,
                record.revision(),
                record.cpo(),
                record.emsp(),
                Role.EMSP,
                original,
                command.caller().correlationId());
        // A credit never arrives before what it cancels.
        return credits == null
                ? deliveries.enqueue(shipment)
                : deliveries.enqueueBehind(shipment, stream(credits).toString());
    }

    /** A credit belongs where its original does, and bills nothing. */
    private static ChargingSessions.@Nullable Match sessionOf(ChargeDetailRecord original) {
        SessionId session = original.session();
        return session == null
                ? null
                : new ChargingSessions.Match(session, original.sessionMatch(), original.authorization());
    }

    private Submitted refuse(SubmitCdr command, String fidKey, byte[] fingerprint, Decision.Refuse refusal) {
        CdrId cdr = new CdrId(ids.next());
        ChargeDetailRecord came = command.record();
        PartyId emsp = switch (command.route()) {
            case Route.To to -> to.emsp();
            case Route.Nowhere nowhere -> nowhere.emsp() == null ? came.emsp() : nowhere.emsp();
        };
        ChargeDetailRecord record = Copies.refused(came, cdr, emsp);
        OriginalRef original = record(
                0,
                new CdrRefused(record, refusal.refusal(), refusal.findings(), refusal.conflictsWith()),
                record,
                Causes.of(command.caller(), ids.next()),
                command.original());
        store.add(new Row(
                cdr,
                came.cpo(),
                fidKey,
                emsp,
                fingerprint,
                record.revision(),
                State.REFUSED,
                refusal.refusal(),
                refusal.why(),
                null,
                null,
                null,
                null,
                null,
                original == null ? null : original.original(),
                null,
                null,
                came.reportedAt(),
                1));
        return new Submitted.Refused(refusal.refusal(), refusal.why());
    }

    private @Nullable OriginalRef record(
            long sequence, Event event, ChargeDetailRecord record, Causes causes, Original original) {
        return recorder.record(new Fact(
                        stream(record.cdr()),
                        sequence,
                        event,
                        record.reportedAt(),
                        causes,
                        subjectOf(record),
                        original))
                .original();
    }

    private SubjectRef subjectOf(ChargeDetailRecord record) {
        TokenSeen seen = record.tokenSeen().orNull();
        return seen == null ? privacy.hubSubject() : privacy.subjectOf(seen, record.tokenKind());
    }

    private byte @Nullable [] referencePrint(ChargeDetailRecord came) {
        AuthorizationReference reference = came.reference().orNull();
        return reference == null ? null : sessions.referencePrint(reference);
    }

    static StreamName stream(CdrId cdr) {
        return StreamName.of("cdr", cdr.value());
    }

    static String key(PartyId cpo, String fid) {
        return new ForeignId(cpo, ForeignId.Kind.CDR, fid).key();
    }

    static String sessionKey(PartyId cpo, String fid) {
        return new ForeignId(cpo, ForeignId.Kind.SESSION, fid).key();
    }
}
