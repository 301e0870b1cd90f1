package org.roaminghub.hub.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.session.SessionFlagged.Flag;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.session.SessionCommands.AmendSession;
import org.roaminghub.hub.session.SessionCommands.FlagSession;
import org.roaminghub.hub.session.SessionCommands.ReportSession;
import org.roaminghub.hub.session.SessionCommands.Stored;
import org.roaminghub.hub.session.store.SessionStore;
import org.roaminghub.hub.session.store.SessionStore.Row;
import org.roaminghub.hub.session.store.SessionStore.Traces;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what CPOs report of their sessions, keeps it, and passes it on to the eMSP at once. */
public final class ChargingSessions implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(ChargingSessions.class);

    /** How far the start of a CDR may be from that of its session where nothing but token and EVSE tells (model §2.8). */
    private static final Duration SAME_START = Duration.ofMinutes(5);

    /** Sessions told of at once, of each kind; the next time it is the others' turn. */
    private static final int MAX_FLAGGED = 1_000;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Commands commands;
    private final SessionCommands handler;
    private final SessionStore store;
    private final SessionVault vault;
    private final ReportRoutes routes;
    private final Deliveries deliveries;
    private final Clock clock;

    public ChargingSessions(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            SessionStore store,
            ReportRoutes routes,
            Reserved reserved,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.store = store;
        this.vault = new SessionVault(store, privacy);
        this.routes = routes;
        this.deliveries = deliveries;
        this.clock = clock;
        this.handler = new SessionCommands(vault, recorder, reserved, deliveries, connectors, ids);
        commands.handledBy(handler);
        deliveries.carry(Deliveries.Kind.SESSION, this::sendWhole);
    }

    /** Where CDRs are that came before their session. Set once, while the hub is put together. */
    public void earlierCdrs(EarlierCdrs cdrs) {
        handler.earlierCdrs(cdrs);
    }

    /** Who hears that a session begins. Set once, while the hub is put together. */
    public void beginnings(Beginnings listener) {
        handler.beginnings(listener);
    }

    @Override
    public Receipt report(Caller caller, Report report, Original original) {
        ReportRoutes.Route route = routes.find(
                caller,
                report.fid().owner(),
                report.issuer(),
                report.token(),
                report.kind(),
                Service.SESSIONS,
                clock.now());
        if (route instanceof ReportRoutes.Route.Nowhere nowhere && mayNotSpeak(nowhere.refusal())) {
            return new Receipt.Refused(nowhere.refusal(), nowhere.why());
        }
        Outcome<Stored> outcome = commands.send(new ReportSession(caller, report, original, route));
        return passedOn(outcome, null);
    }

    @Override
    public Receipt amend(Caller caller, Change change, Original original) {
        if (caller.role() != Role.CPO) {
            return new Receipt.Refused(Refusal.NOT_PERMITTED, "only a CPO reports sessions");
        }
        if (!change.fid().owner().equals(caller.party())) {
            return new Receipt.Refused(Refusal.NOT_YOURS, Refusal.NOT_YOURS.sentence());
        }
        Outcome<Stored> outcome =
                commands.send(new AmendSession(caller, routes.addressed(caller).orElse(null), change, original));
        return passedOn(
                outcome, (shipment, leg, connector) -> sendChange(shipment, leg, connector, change.fid(), original));
    }

    private static boolean mayNotSpeak(Refusal refusal) {
        return refusal == Refusal.NOT_PERMITTED || refusal == Refusal.NOT_YOURS;
    }

    private Receipt passedOn(Outcome<Stored> outcome, Deliveries.@Nullable Carrier asItCame) {
        return switch (outcome) {
            case Outcome.Refused<Stored>(Refusal refusal, String why) -> {
                LOG.info("session.report_refused refusal={}", refusal);
                yield new Receipt.Refused(refusal, why);
            }
            case Outcome.Done<Stored>(Stored stored) -> {
                LOG.info("session.reported session={} new={}", stored.session(), stored.created());
                PartnerAnswer answer = deliveries
                        .tryNow(stored.delivery(), asItCame == null ? asStored(stored) : asItCame)
                        .map(ChargingSessions::answerOf)
                        .orElse(null);
                yield new Receipt.Taken(stored.created(), stored.session().toString(), answer);
            }
        };
    }

    private static @Nullable PartnerAnswer answerOf(DeliveryReply reply) {
        return switch (reply) {
            case DeliveryReply.Delivered delivered -> delivered.answer();
            case DeliveryReply.Rejected rejected -> rejected.answer();
            case DeliveryReply.Undelivered undelivered -> undelivered.answer();
            case DeliveryReply.NotExpressible inexpressible -> null;
        };
    }

    // --- to the eMSP ------------------------------------------------------------------------------------------------

    /** What was just written down needn't be read again; null where not all of it is at hand. */
    private static Deliveries.@Nullable Carrier asStored(Stored stored) {
        Session session = stored.live().session();
        Original whole = stored.whole();
        return whole == null
                ? null
                : (shipment, leg, connector) ->
                        connector.emsps().deliverSession(leg, fid(session), session, whole, false);
    }

    private DeliveryReply sendWhole(Deliveries.Shipment shipment, Leg leg, Connector connector) {
        Row row = store.find(SessionId.parse(StreamName.parse(shipment.object()).key()))
                .orElse(null);
        LiveSession live = row == null ? null : vault.open(row).orElse(null);
        Original whole = row == null ? null : vault.original(row).orElse(null);
        if (live == null || whole == null) {
            return new DeliveryReply.NotExpressible("the session was erased", List.of());
        }
        return connector.emsps().deliverSession(leg, fid(live.session()), live.session(), whole, false);
    }

    /** The change just as it came, where the eMSP speaks the same; else the whole session. */
    private DeliveryReply sendChange(
            Deliveries.Shipment shipment, Leg leg, Connector connector, ForeignId fid, Original change) {
        PartnerConnection connection = leg.platform().connection();
        boolean same = connection != null && change.isOf(leg.platform().protocol(), connection.version());
        if (!same
                || !connector.capabilities().contains(Capability.PARTIAL_SESSION_PUSH)
                || !connector.emsps().takesPartialSessions(leg.platform())) {
            return sendWhole(shipment, leg, connector);
        }
        return store.find(SessionId.parse(StreamName.parse(shipment.object()).key()))
                .flatMap(vault::open)
                .map(live -> connector.emsps().deliverSession(leg, fid, live.session(), change, true))
                .orElseGet(() -> new DeliveryReply.NotExpressible("the session was erased", List.of()));
    }

    private static ForeignId fid(Session session) {
        return new ForeignId(session.cpo(), ForeignId.Kind.SESSION, fidOf(session));
    }

    private static String fidOf(Session session) {
        return Objects.requireNonNullElseGet(
                session.cpoRef(), () -> session.session().toString());
    }

    // --- for the slice cdr ------------------------------------------------------------------------------------------

    /** The session that a CDR belongs to, and how that was found. */
    public record Match(
            SessionId session, SessionMatch how, @Nullable AuthorizationId authorization) {}

    /** By the id that the CDR names, else by its reference; one that names no id, else by token, EVSE and start. */
    public Optional<Match> match(ChargeDetailRecord cdr) {
        String ref = cdr.sessionRef();
        Instant start = cdr.start();
        Traces traces = new Traces(
                ref == null ? null : new ForeignId(cdr.cpo(), ForeignId.Kind.SESSION, ref).key(),
                ref != null && UUID_TEXT.matcher(ref).matches() ? UUID.fromString(ref) : null,
                vault.referencePrint(cdr.reference().orNull()),
                ref == null ? vault.tokenPrint(cdr.tokenSeen().orNull(), cdr.tokenKind()) : null,
                SessionVault.evseKey(cdr.place()),
                start.minus(SAME_START),
                start.plus(SAME_START));
        return store.match(cdr.cpo(), traces).map(m -> new Match(m.session(), m.how(), m.authorization()));
    }

    /** The keyed fingerprint by which sessions and CDRs are found that share a reference. */
    public byte[] referencePrint(AuthorizationReference reference) {
        return Objects.requireNonNull(vault.referencePrint(reference));
    }

    /** A CDR of the session was accepted: the first one bills it and ends it where it was still open. Inside a command. */
    public void bill(SessionId session, ChargeDetailRecord cdr, SessionMatch match, Causes causes) {
        handler.bill(session, cdr, match, causes);
    }

    @Override
    public Optional<ForeignId> named(Caller caller, SessionId session) {
        return store.find(session)
                .filter(row -> row.emsp().equals(caller.party()) || row.cpo().equals(caller.party()))
                .flatMap(vault::open)
                .map(live -> fid(live.session()));
    }

    // --- for the slice command --------------------------------------------------------------------------------------

    /** A session that a command names. */
    public record Named(SessionId session, PartyId cpo, PartyId emsp, boolean ended) {}

    /** The CPO's session of that id, whosever it is. */
    public Optional<Named> named(PartyId cpo, String fid) {
        return store.find(cpo, key(cpo, fid)).map(ChargingSessions::named);
    }

    /** The eMSP's sessions of that id: several where CPOs gave the same. */
    public List<Named> listNamed(PartyId emsp, String fid) {
        return store.listByFid(emsp, key(emsp, fid)).stream()
                .map(ChargingSessions::named)
                .toList();
    }

    /** The CPO's id of an eMSP's session that is named by the hub's, as partners do whose version says nothing of owners. */
    public Optional<String> fidOf(PartyId emsp, String hubId) {
        return UUID_TEXT.matcher(hubId).matches()
                ? store.find(SessionId.parse(hubId))
                        .filter(row -> row.emsp().equals(emsp))
                        .flatMap(vault::open)
                        .map(live -> fidOf(live.session()))
                : Optional.empty();
    }

    private static String key(PartyId owner, String fid) {
        return new ForeignId(owner, ForeignId.Kind.SESSION, fid).key();
    }

    private static Named named(Row row) {
        return new Named(row.session(), row.cpo(), row.emsp(), row.status().isFinal());
    }

    // --- watching ---------------------------------------------------------------------------------------------------

    /** Tells of sessions that went silent or got no CDR, each once. To be called now and then; answers how many it told of. */
    public int flagOdd() {
        Instant now = clock.now();
        return flag(Flag.SILENT, store.listSilent(now.minus(SessionDecisions.SILENT_FOR), MAX_FLAGGED), now)
                + flag(
                        Flag.NO_CDR,
                        store.listWithoutCdr(now.minus(SessionDecisions.CDR_EXPECTED_WITHIN), MAX_FLAGGED),
                        now);
    }

    private int flag(Flag flag, List<SessionId> odd, Instant now) {
        int flagged = 0;
        for (SessionId session : odd) {
            if (commands.send(new FlagSession(session, flag, now))) {
                LOG.info("session.flagged session={} flag={}", session, flag);
                flagged++;
            }
        }
        return flagged;
    }

    // --- looking --------------------------------------------------------------------------------------------------

    @Override
    public Listing<Session> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query) {
        var rows = store.list(
                caller.party(), caller.role(), counterparty, query.from(), query.to(), query.offset(), query.limit());
        long total = store.count(caller.party(), caller.role(), counterparty, query.from(), query.to());
        return new Listing<>(rows.stream().flatMap(row -> listed(row).stream()).toList(), total);
    }

    @Override
    public Optional<Listing.Listed<Session>> find(Caller caller, ForeignId fid) {
        return store.find(caller.party(), caller.role(), fid.owner(), fid.key()).flatMap(this::listed);
    }

    private Optional<Listing.Listed<Session>> listed(Row row) {
        return vault.open(row)
                .map(live -> new Listing.Listed<>(
                        live.session(),
                        row.cpo(),
                        fidOf(live.session()),
                        vault.original(row).orElse(null)));
    }
}
