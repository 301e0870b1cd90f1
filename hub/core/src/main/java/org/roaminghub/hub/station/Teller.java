package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.hub.station.store.TransactionStore.Due;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.SignedData;
import org.roaminghub.vocabulary.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells partners of a transaction as any CPO does: session reports while it runs, one CDR at its end. What can't be billed is
 * held with a reason. A CDR that proves wrong is taken back by a credit, and the right one follows.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final String DEAUTHORIZED = "DeAuthorized";

    private final TransactionStore store;
    private final StationStore stations;
    private final TxCommands transactions;
    private final StationPlaces places;
    private final OwnSites sites;
    private final Sessions sessions;
    private final Cdrs cdrs;
    private final TxPrices prices;
    private final ReservedTimes reserved;
    private final SignedReadings signed;
    private final RunningCosts costs;
    private final Commands commands;
    private final Clock clock;
    private final Ids ids;

    Teller(
            TransactionStore store,
            StationStore stations,
            TxCommands transactions,
            StationPlaces places,
            OwnSites sites,
            Sessions sessions,
            Cdrs cdrs,
            TxPrices prices,
            ReservedTimes reserved,
            SignedReadings signed,
            RunningCosts costs,
            Commands commands,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.stations = stations;
        this.transactions = transactions;
        this.places = places;
        this.sites = sites;
        this.sessions = sessions;
        this.cdrs = cdrs;
        this.prices = prices;
        this.reserved = reserved;
        this.signed = signed;
        this.costs = costs;
        this.commands = commands;
        this.clock = clock;
        this.ids = ids;
    }

    /** Everything that is new of it. What throws is tried again. */
    void tell(TransactionId id) {
        Due due = store.findDue(id).orElse(null);
        Tx tx = due == null ? null : transactions.open(due.row()).orElse(null);
        if (due == null) {
            return;
        }
        Instant now = clock.now();
        if (tx != null) {
            reserved.claim(tx);
            tell(tx, due, now);
        }
        store.told(id, due.row().tellAt(), null, now);
    }

    private void tell(Tx tx, Due due, Instant now) {
        if (tx.isOver()) {
            costs.over(tx);
        }
        Tx.Holder holder = tx.holder();
        PartyId emsp = holder == null ? null : holder.emsp();
        Integer number = tx.evse();
        if (holder == null || number == null || tx.started() == null) {
            hold(tx, holder == null ? "NO_TOKEN" : number == null ? "NO_EVSE" : "NO_START");
            return;
        }
        if (holder.refusal() != null || emsp == null) {
            hold(tx, "NOT_AUTHORISED");
            return;
        }
        StationPlaces.Spot spot = spot(tx, number).orElse(null);
        if (spot == null) {
            hold(tx, "EVSE_UNCONFIRMED");
            return;
        }
        Measured measured = prices.measured(tx, spot, now);
        boolean nothing = isNothing(tx, measured);
        ReservedStore.Row reservation = due.reservations() ? reserved.find(tx).orElse(null) : null;
        Priced priced = prices.price(tx, emsp, spot, measured, ReservedTimes.paidBy(reservation, emsp), now);
        if (waitsStill(tx, measured, priced)) {
            return;
        }
        SessionId session = report(tx, holder, emsp, spot.place(), measured, nothing, priced, now);
        if (session != null && due.reservations() && reserved.use(tx, reservation, session)) {
            tell(tx, due, now);
            return;
        }
        if (!tx.isOver()) {
            costs.told(
                    tx,
                    priced,
                    measured,
                    spot.place().timeZone(),
                    () -> store.find(tx.id()).flatMap(transactions::open));
        } else if (!nothing) {
            bill(tx, due, holder, emsp, spot, measured, priced, now);
        }
    }

    private Optional<StationPlaces.Spot> spot(Tx tx, int number) {
        return stations.findSite(tx.station(), number)
                .flatMap(
                        site -> places.find(site.locationFid(), site.evse(), tx.connector(), Place.EvseBasis.REPORTED));
    }

    /** It was stopped before anything was charged: no bill is made. */
    private static boolean isNothing(Tx tx, Measured measured) {
        return tx.isOver()
                && DEAUTHORIZED.equals(Objects.requireNonNull(tx.end()).reason())
                && measured.held() == null
                && measured.energyWh().signum() == 0;
    }

    /** What it costs so far, or in the end once all of it came. Empty where no tariff says, and where no bill is made. */
    Optional<ShownCosts.Reckoned> cost(Tx tx) {
        Tx.Holder holder = tx.holder();
        Integer number = tx.evse();
        if (holder == null
                || holder.refusal() != null
                || holder.emsp() == null
                || number == null
                || tx.started() == null
                || (tx.end() != null && !tx.isOver())) {
            return Optional.empty();
        }
        Instant now = clock.now();
        StationPlaces.Spot spot = spot(tx, number).orElse(null);
        Measured measured = spot == null ? null : prices.measured(tx, spot, now);
        return spot != null
                        && measured != null
                        && !isNothing(tx, measured)
                        && prices.price(
                                        tx,
                                        holder.emsp(),
                                        spot,
                                        measured,
                                        ReservedTimes.paidBy(reserved.find(tx).orElse(null), holder.emsp()),
                                        now)
                                instanceof Priced.Cost cost
                        && !cost.tariffs().isEmpty()
                ? Optional.of(new ShownCosts.Reckoned(cost.total(), measured.end()))
                : Optional.empty();
    }

    /** Nothing is new to partners: it was told before, and has no price now either. */
    private static boolean waitsStill(Tx tx, Measured measured, Priced priced) {
        return tx.isOver()
                && measured.held() == null
                && priced instanceof Priced.Unknown(String why)
                && why.equals(tx.held());
    }

    /** The session as the hub knows it, where it is new or over: only then it may be news to its reservation. */
    private @Nullable SessionId report(
            Tx tx,
            Tx.Holder holder,
            PartyId emsp,
            Place place,
            Measured measured,
            boolean nothing,
            Priced priced,
            Instant now) {
        Priced.Cost cost = priced instanceof Priced.Cost known ? known : null;
        SessionStatus status =
                nothing ? SessionStatus.INVALID : tx.isOver() ? SessionStatus.COMPLETED : SessionStatus.ACTIVE;
        Receipt receipt = sessions.report(
                sites.speaks(),
                new Sessions.Report(
                        fid(tx),
                        emsp,
                        holder.token(),
                        holder.kind(),
                        holder.reference(),
                        holder.method(),
                        place,
                        status,
                        measured.start(),
                        tx.isOver() ? measured.end() : null,
                        new Energy(measured.energyWh()),
                        null,
                        cost == null ? null : cost.total().leading().currency(),
                        cost == null ? null : cost.total(),
                        cost == null || cost.periods().isEmpty() ? measured.periods() : cost.periods(),
                        now),
                OwnSites.NOTHING);
        return switch (receipt) {
            case Receipt.Taken taken -> taken.created() || tx.isOver() ? SessionId.parse(taken.hubId()) : null;
            case Receipt.Refused no -> {
                LOG.info("transaction=session_refused id={} refusal={}", tx.id(), no.refusal());
                yield null;
            }
        };
    }

    private ForeignId fid(Tx tx) {
        return new ForeignId(sites.party(), ForeignId.Kind.SESSION, tx.id().toString());
    }

    // --- the CDR

    private void bill(
            Tx tx,
            Due due,
            Tx.Holder holder,
            PartyId emsp,
            StationPlaces.Spot spot,
            Measured measured,
            Priced priced,
            Instant now) {
        switch (priced) {
            case Priced.Unknown(String why) -> {
                // What the meter said is not mended by waiting.
                store.priceMissing(tx.id(), measured.held() == null ? why : null);
                hold(tx, why);
            }
            case Priced.Cost cost -> {
                if (due.unpriced()) {
                    store.priceMissing(tx.id(), null);
                }
                Tx compared = StationCosts.compared(tx, cost.total());
                if (!compared.equals(tx)) {
                    flag(compared);
                }
                ChargeDetailRecord cdr = Drafts.of(
                        compared,
                        cdrFid(tx, tx.corrections()),
                        sites.party(),
                        holder,
                        emsp,
                        spot.place(),
                        measured,
                        cost.total().leading().currency(),
                        cost,
                        now);
                ChargeDetailRecord before = tx.told();
                if (before == null) {
                    submit(tx, cdr, tx.corrections());
                } else if (!Drafts.saysTheSame(before, cdr)) {
                    correct(tx, before, cdr);
                }
            }
        }
    }

    private void correct(Tx tx, ChargeDetailRecord before, ChargeDetailRecord right) {
        Receipt back = cdrs.submit(sites.speaks(), Drafts.credit(before, right.reportedAt()), OwnSites.NOTHING);
        if (back instanceof Receipt.Refused no) {
            LOG.warn("transaction=credit_refused id={} refusal={}", tx.id(), no.refusal());
            hold(tx, "CREDIT_REFUSED");
            return;
        }
        int corrections = tx.corrections() + 1;
        submit(tx, Drafts.renamed(right, cdrFid(tx, corrections)), corrections);
    }

    private void submit(Tx tx, ChargeDetailRecord unsigned, int corrections) {
        SignedData proof = signed.of(tx);
        ChargeDetailRecord cdr = proof == null ? unsigned : Drafts.proved(unsigned, proof);
        switch (cdrs.submit(sites.speaks(), cdr, OwnSites.NOTHING)) {
            case Receipt.Taken taken -> {
                LOG.info("transaction=billed id={} cdr={}", tx.id(), taken.hubId());
                note(tx, cdr, corrections, null);
            }
            case Receipt.Refused no -> hold(tx, "CDR_" + no.refusal().name());
        }
    }

    private void hold(Tx tx, String reason) {
        if (tx.isOver() && !reason.equals(tx.held())) {
            LOG.info("transaction=held id={} why={}", tx.id(), reason);
            note(tx, tx.told(), tx.corrections(), reason);
        }
    }

    private void note(Tx tx, @Nullable ChargeDetailRecord cdr, int corrections, @Nullable String held) {
        change(tx, now -> now.told(cdr, corrections, held));
    }

    private void flag(Tx tx) {
        LOG.info("transaction=flagged id={} flags={}", tx.id(), tx.flags());
        boolean differs = tx.flags().contains(Tx.COST_DIFFERS);
        change(tx, now -> differs ? now.flagged(Tx.COST_DIFFERS) : now.unflagged(Tx.COST_DIFFERS));
    }

    private void change(Tx tx, UnaryOperator<Tx> change) {
        commands.send(new TxCommands.Change(
                tx.id(),
                (now, row) -> TxCommands.Changed.not(change.apply(now), row),
                null,
                null,
                List.of(),
                null,
                Causes.of(Actor.automation("TellOfTransactions"), ids.next()),
                clock.now()));
    }

    private String cdrFid(Tx tx, int corrections) {
        String fid = sites.party().party() + "-" + tx.number();
        return corrections == 0 ? fid : fid + "-" + (corrections + 1);
    }
}
