package org.roaminghub.hub.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.session.ReportRoutes.Route;
import org.roaminghub.hub.session.SessionDecisions.Decision;
import org.roaminghub.hub.session.store.SessionStore.Row;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;

/** Handles the commands about sessions, each on the locked live row. */
final class SessionCommands {

    private static final String STREAM = "session";

    private final SessionVault vault;
    private final Recorder recorder;
    private final Reserved reserved;
    private final Deliveries deliveries;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Ids ids;
    private volatile EarlierCdrs earlierCdrs = session -> Optional.empty();
    private volatile Beginnings beginnings = (session, at, causes) -> {};

    SessionCommands(
            SessionVault vault,
            Recorder recorder,
            Reserved reserved,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Ids ids) {
        this.vault = vault;
        this.recorder = recorder;
        this.reserved = reserved;
        this.deliveries = deliveries;
        this.connectors = connectors;
        this.ids = ids;
    }

    void beginnings(Beginnings listener) {
        this.beginnings = listener;
    }

    void earlierCdrs(EarlierCdrs cdrs) {
        this.earlierCdrs = cdrs;
    }

    /** A CPO reports a session, whole. {@code route} counts only where the session is new. */
    record ReportSession(Caller caller, Report report, Original original, Route route)
            implements Command<Outcome<Stored>> {}

    /** A CPO reports what changed of a session. {@code addressed} is the eMSP it names, absent when it leaves that to the hub. */
    record AmendSession(Caller caller, @Nullable PartyId addressed, Change change, Original original)
            implements Command<Outcome<Stored>> {}

    /** A person is to hear of a session. */
    record FlagSession(SessionId session, SessionFlagged.Flag flag, Instant at) implements Command<Boolean> {}

    /** {@code delivery} is to be tried at once. {@code live} as it was written down; {@code whole} absent: its original is another. */
    record Stored(
            LiveSession live,
            boolean created,
            DeliveryId delivery,
            @Nullable Original whole) {

        SessionId session() {
            return live.session().session();
        }
    }

    @CommandHandler
    Outcome<Stored> handle(ReportSession command) {
        ForeignId fid = command.report().fid();
        Row row = vault.lock(fid.owner(), fid.key()).orElse(null);
        if (row == null) {
            return switch (command.route()) {
                case Route.Nowhere nowhere -> Outcome.refused(nowhere.refusal(), nowhere.why());
                case Route.To to -> open(command, to);
            };
        }
        if (command.route() instanceof Route.To to && !to.emsp().equals(row.emsp())) {
            return Outcome.refused(Refusal.CONFLICT, "the session is another eMSP's");
        }
        return vault.open(row)
                .map(before -> change(
                        row,
                        SessionDecisions.replace(before, command.report()),
                        // An older whole report is no news: what was said last stays.
                        command.report().reportedAt().isBefore(row.reportedAt()) ? null : command.original(),
                        command.original(),
                        command.caller(),
                        command.report().reportedAt()))
                .orElseGet(SessionCommands::erased);
    }

    private Outcome<Stored> open(ReportSession command, Route.To to) {
        Report report = command.report();
        PartyId cpo = report.fid().owner();
        Grants.Grant grant = reserved.find(
                        cpo,
                        to.emsp(),
                        report.reference(),
                        report.token(),
                        report.kind(),
                        report.place().evseFid(),
                        report.start())
                .filter(found -> !found.used())
                .orElse(null);
        SessionId session = grant == null ? new SessionId(ids.next()) : grant.session();
        if (grant != null) {
            reserved.use(grant.key());
        }
        Decision decision = billedByEarlier(SessionDecisions.open(
                report,
                new Reports.Identity(
                        session,
                        cpo,
                        to.emsp(),
                        to.issuer(),
                        to.agreement().agreement(),
                        grant == null ? null : grant.authorization(),
                        to.agreement().currency())));
        if (!vault.add(decision.next(), report.fid().key(), decision.events().size(), command.original())) {
            throw new ConcurrencyException("the session was opened meanwhile");
        }
        Causes causes = Causes.of(command.caller(), ids.next());
        OriginalRef kept = record(session, 0, decision, causes, command.original(), report.reportedAt());
        if (SessionDecisions.begins(null, decision.next().session().status())) {
            beginnings.began(decision.next().session(), report.reportedAt(), causes);
        }
        return Outcome.done(new Stored(
                decision.next(),
                true,
                enqueue(decision.next(), decision.events().size(), kept, command.caller()),
                command.original()));
    }

    /** The CDR may have come before the first report, or together with it. */
    private Decision billedByEarlier(Decision decision) {
        Session session = decision.next().session();
        return earlierCdrs
                .claim(session)
                .map(cdr -> SessionDecisions.bill(decision.next(), cdr, matchOf(session, cdr)))
                .map(billed -> new Decision(
                        billed.next(),
                        Stream.concat(decision.events().stream(), billed.events().stream())
                                .toList()))
                .orElse(decision);
    }

    private static SessionMatch matchOf(Session session, ChargeDetailRecord cdr) {
        String named = cdr.sessionRef();
        return named != null && named.equalsIgnoreCase(session.cpoRef()) ? SessionMatch.ID : SessionMatch.REFERENCE;
    }

    @CommandHandler
    Outcome<Stored> handle(AmendSession command) {
        Change change = command.change();
        Row row = vault.lock(change.fid().owner(), change.fid().key()).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_SESSION, Refusal.UNKNOWN_SESSION.sentence());
        }
        if (command.addressed() != null && !command.addressed().equals(row.emsp())) {
            return Outcome.refused(Refusal.CONFLICT, "the session is another eMSP's");
        }
        Original known = vault.original(row).orElse(null);
        return vault.open(row)
                .map(before -> {
                    Decision decision = SessionDecisions.merge(before, change);
                    return change(
                            row,
                            decision,
                            merged(row, known, decision.next().session(), command),
                            command.original(),
                            command.caller(),
                            change.reportedAt());
                })
                .orElseGet(SessionCommands::erased);
    }

    /** A late change goes beneath what was said after it: only what nobody has overwritten since comes through. */
    private @Nullable Original merged(Row row, @Nullable Original before, Session next, AmendSession command) {
        Original change = command.original();
        Connector connector = connectors.get().get(change.protocol());
        if (connector == null || before == null || before.protocol() != change.protocol()) {
            return null;
        }
        if (!before.version().equals(change.version())) {
            return connector.rewritten(next, before, change).orElse(null);
        }
        boolean late = command.change().reportedAt().isBefore(row.reportedAt());
        if (late && command.change().periods().isEmpty()) {
            return null;
        }
        return late ? connector.merged(change, before) : connector.merged(before, change);
    }

    private Outcome<Stored> change(
            Row row, Decision decided, @Nullable Original whole, Original came, Caller caller, Instant reportedAt) {
        LiveSession live = decided.next();
        boolean overAndUnbilled = live.session().status().isFinal() && live.billedBy() == null;
        Decision decision = overAndUnbilled ? billedByEarlier(decided) : decided;
        vault.update(row, decision.next(), row.facts() + decision.events().size(), whole);
        Causes causes = Causes.of(caller, ids.next());
        OriginalRef kept = record(row.session(), row.facts(), decision, causes, came, reportedAt);
        if (SessionDecisions.begins(row.status(), decision.next().session().status())) {
            beginnings.began(decision.next().session(), reportedAt, causes);
        }
        return Outcome.done(new Stored(
                decision.next(),
                false,
                enqueue(decision.next(), row.facts() + decision.events().size(), kept, caller),
                whole));
    }

    private DeliveryId enqueue(LiveSession live, long revision, @Nullable OriginalRef original, Caller caller) {
        return deliveries.enqueue(new Deliveries.Shipment(
                Deliveries.Kind.SESSION,
                new StreamName(STREAM, live.session().session().toString()).toString(),
                Math.toIntExact(revision),
                live.session().cpo(),
                live.session().emsp(),
                Role.EMSP,
                original,
                caller.correlationId()));
    }

    /** Answers whether the session is told of: not when it was before, or when something came meanwhile. */
    @CommandHandler
    boolean handle(FlagSession command) {
        Row row = vault.lock(command.session()).orElse(null);
        if (row == null
                || !SessionDecisions.isOdd(
                        command.flag(), row.status(), row.billedBy() != null, row.reportedAt(), command.at())) {
            return false;
        }
        Causes causes = Causes.of(Actor.automation("FlagOddSessions"), ids.next());
        if (isBilledAfterAll(row, causes, command.at()) || !vault.flag(command.session(), command.flag())) {
            return false;
        }
        recorder.record(new Fact(
                new StreamName(STREAM, command.session().toString()),
                row.facts(),
                new SessionFlagged(command.session(), command.flag()),
                command.at(),
                causes));
        return true;
    }

    /** Its CDR came while its first report was being taken, and neither saw the other. */
    private boolean isBilledAfterAll(Row row, Causes causes, Instant at) {
        LiveSession before = vault.open(row).orElse(null);
        Decision decision = before == null ? null : billedByEarlier(new Decision(before, List.of()));
        if (decision == null || decision.events().isEmpty()) {
            return false;
        }
        vault.update(row, decision.next(), row.facts() + decision.events().size(), null);
        record(row.session(), row.facts(), decision, causes, null, at);
        return true;
    }

    /** A CDR of the session was accepted, in the same transaction. */
    void bill(SessionId session, ChargeDetailRecord cdr, SessionMatch match, Causes causes) {
        Row row = vault.lock(session).orElse(null);
        LiveSession before = row == null ? null : vault.open(row).orElse(null);
        if (row == null || before == null || before.billedBy() != null) {
            return;
        }
        Decision decision = SessionDecisions.bill(before, cdr, match);
        vault.update(row, decision.next(), row.facts() + decision.events().size(), null);
        record(session, row.facts(), decision, causes, null, cdr.reportedAt());
    }

    /** Appends the facts; the first one refers to the message that caused them. */
    private @Nullable OriginalRef record(
            SessionId session,
            long next,
            Decision decision,
            Causes causes,
            @Nullable Original original,
            Instant occurredAt) {
        OriginalRef kept = null;
        long sequence = next;
        for (Event event : decision.events()) {
            var recorded = recorder.record(new Fact(
                    new StreamName(STREAM, session.toString()),
                    sequence,
                    event,
                    occurredAt,
                    causes,
                    vault.subjectOf(decision.next().session()),
                    sequence == next ? original : null));
            kept = sequence == next ? recorded.original() : kept;
            sequence++;
        }
        return kept;
    }

    private static <T> Outcome<T> erased() {
        return Outcome.refused(Refusal.WRONG_STATE, "the session was erased");
    }
}
