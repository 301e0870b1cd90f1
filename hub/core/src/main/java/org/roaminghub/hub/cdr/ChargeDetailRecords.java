package org.roaminghub.hub.cdr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrCommands.SubmitCdr;
import org.roaminghub.hub.cdr.CdrCommands.Submitted;
import org.roaminghub.hub.cdr.store.CdrStore;
import org.roaminghub.hub.cdr.store.CdrStore.Row;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.session.EarlierCdrs;
import org.roaminghub.hub.session.ReportRoutes;
import org.roaminghub.hub.session.ReportRoutes.Route;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes CDRs, once each, and takes over the duty to deliver them. */
public final class ChargeDetailRecords implements Cdrs, EarlierCdrs, Deliveries.Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeDetailRecords.class);

    private final Commands commands;
    private final CdrCommands handler;
    private final CdrStore store;
    private final Privacy privacy;
    private final ReportRoutes routes;
    private final ChargingSessions sessions;
    private final Deliveries deliveries;

    public ChargeDetailRecords(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            CdrStore store,
            ReportRoutes routes,
            ChargingSessions sessions,
            Deliveries deliveries,
            CdrRules rules,
            Clock clock,
            Ids ids) {
        this.commands = commands;
        this.store = store;
        this.privacy = privacy;
        this.routes = routes;
        this.sessions = sessions;
        this.deliveries = deliveries;
        this.handler = new CdrCommands(store, recorder, privacy, sessions, deliveries, rules, clock, ids);
        commands.handledBy(handler);
        deliveries.carry(Deliveries.Kind.CDR, this);
        sessions.earlierCdrs(this);
    }

    @Override
    public Receipt submit(Caller caller, ChargeDetailRecord record, Original original) {
        Route route = routes.find(
                caller,
                record.cpo(),
                record.issuer(),
                record.tokenSeen().orNull(),
                record.tokenKind(),
                Service.CDR,
                record.start());
        if (route instanceof Route.Nowhere nowhere && mayNotSpeak(nowhere.refusal())) {
            return new Receipt.Refused(nowhere.refusal(), nowhere.why());
        }
        return switch (take(caller, record, original, route)) {
            case Submitted.Refused(Refusal refusal, String why) -> {
                LOG.info("cdr.refused cpo={} refusal={}", caller.party(), refusal);
                yield new Receipt.Refused(refusal, why);
            }
            case Submitted.Known(CdrId cdr) -> {
                LOG.info("cdr.repeated cdr={} cpo={}", cdr, caller.party());
                yield new Receipt.Taken(false, cdr.toString(), null);
            }
            case Submitted.Taken taken -> {
                CdrId cdr = taken.record().cdr();
                LOG.info("cdr.{} cdr={} cpo={}", taken.revised() ? "revised" : "accepted", cdr, caller.party());
                PartnerAnswer answer = deliveries
                        .tryNow(taken.delivery(), asTaken(taken.record(), original))
                        .map(ChargeDetailRecords::answerOf)
                        .orElse(null);
                yield new Receipt.Taken(true, cdr.toString(), answer);
            }
        };
    }

    private Submitted take(Caller caller, ChargeDetailRecord record, Original original, Route route) {
        try {
            return commands.sendOnce(new SubmitCdr(caller, record, original, route, true));
        } catch (ConcurrencyException known) {
            return commands.send(new SubmitCdr(caller, record, original, route, false));
        }
    }

    /** Who may not speak for that party at all leaves no trace in the store; every other refused CDR is kept. */
    private static boolean mayNotSpeak(Refusal refusal) {
        return refusal == Refusal.NOT_PERMITTED || refusal == Refusal.NOT_YOURS;
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

    /** What was just written down needn't be read again. */
    private static Deliveries.Carrier asTaken(ChargeDetailRecord record, Original original) {
        return (shipment, leg, connector) ->
                connector.emsps().deliverCdr(leg, record, shipment.original() == null ? null : original);
    }

    @Override
    public DeliveryReply send(Deliveries.Shipment shipment, Leg leg, Connector connector) {
        CdrId cdr = idOf(shipment);
        ChargeDetailRecord record = handler.recordOf(cdr).orElse(null);
        if (record == null) {
            return new DeliveryReply.NotExpressible("there is no such CDR", List.of());
        }
        Original original = shipment.original() == null
                ? null
                : privacy.findOriginal(shipment.original().original()).orElse(null);
        return connector.emsps().deliverCdr(leg, record, original);
    }

    @Override
    public void delivered(Deliveries.Shipment shipment, @Nullable String receiverRef) {
        store.received(idOf(shipment), receiverRef);
    }

    @Override
    public void refused(Deliveries.Shipment shipment) {
        store.refusedByReceiver(idOf(shipment), shipment.revision());
    }

    private static CdrId idOf(Deliveries.Shipment shipment) {
        return CdrId.parse(StreamName.parse(shipment.object()).key());
    }

    // --- for the slice session --------------------------------------------------------------------------------------

    @Override
    public Optional<ChargeDetailRecord> claim(Session session) {
        String fid = session.cpoRef();
        AuthorizationReference reference = session.reference().orNull();
        return store.linkUnlinked(
                        session.cpo(),
                        fid == null ? null : CdrCommands.sessionKey(session.cpo(), fid),
                        reference == null ? null : sessions.referencePrint(reference),
                        session.session())
                .flatMap(handler::recordOf);
    }

    // --- looking --------------------------------------------------------------------------------------------------

    @Override
    public Listing<ChargeDetailRecord> list(Caller caller, @Nullable PartyId counterparty, Listing.Query query) {
        List<Row> rows = store.list(
                caller.party(), caller.role(), counterparty, query.from(), query.to(), query.offset(), query.limit());
        long total = store.count(caller.party(), caller.role(), counterparty, query.from(), query.to());
        return new Listing<>(rows.stream().flatMap(row -> listed(row).stream()).toList(), total);
    }

    @Override
    public Optional<Stored> find(Caller caller, CdrId cdr) {
        return store.find(caller.party(), caller.role(), cdr)
                .flatMap(row -> listed(row).map(listed -> new Stored(listed, row.receiverRef())));
    }

    private Optional<Listing.Listed<ChargeDetailRecord>> listed(Row row) {
        return handler.recordOf(row.cdr())
                .map(record -> new Listing.Listed<>(
                        record,
                        row.cpo(),
                        record.fid(),
                        row.original() == null
                                ? null
                                : privacy.findOriginal(row.original()).orElse(null)));
    }

    /** The other parties of the CDRs that the party sent or got under these ids. */
    public List<PartyId> partnersOf(PartyId party, List<String> fids) {
        return store.partners(
                party,
                fids.stream()
                        .map(fid -> fid.toUpperCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }
}
