package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationBillDecided;
import org.roaminghub.events.remote.ReservationBillDecided.Decision;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded;
import org.roaminghub.events.remote.ReservationEnded.How;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.hub.command.ReservationWatch;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.ReservedStore.Row;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CDRs of reservations at own stations with which no session began: expired, or cancelled by the eMSP, where the tariff has a price
 * for that. One each. It is taken back when it turns out later that a session did begin.
 */
public final class ReservationBills implements ReservationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationBills.class);
    private static final int MAX_SWEPT = 200;
    private static final int SHOWN = 20;
    private static final Duration RETRY = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String AWAY = "STATION_AWAY";

    private final ReservedStore store;
    private final StationStore stations;
    private final StationPlaces places;
    private final OwnSites sites;
    private final Commands commands;
    private final Recorder recorder;
    private final Cdrs cdrs;
    private final Agreements agreements;
    private final CdrPricing pricing;
    private final Supplier<StationLink> link;
    private final StationTimes times;
    private final Executor background;
    private final Clock clock;
    private final Ids ids;
    /** Two at once would make two CDRs. */
    private final AtomicBoolean settling = new AtomicBoolean();

    public ReservationBills(
            ReservedStore store,
            StationStore stations,
            Locations locations,
            Parties parties,
            Commands commands,
            Recorder recorder,
            Cdrs cdrs,
            Agreements agreements,
            CdrPricing pricing,
            Supplier<StationLink> link,
            StationTimes times,
            Executor background,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.stations = stations;
        this.sites = new OwnSites(parties, ids);
        this.places = new StationPlaces(locations, sites);
        this.commands = commands;
        this.recorder = recorder;
        this.cdrs = cdrs;
        this.agreements = agreements;
        this.pricing = pricing;
        this.link = link;
        this.times = times;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
        commands.handledBy(this);
    }

    // --- what happens to reservations

    @Override
    public void confirmed(ReservationConfirmed reservation, Instant at) {
        if (reservation.cpo().equals(sites.party())) {
            store.findSeat(reservation.remote())
                    .ifPresent(seat -> store.add(
                            reservation.reservation(),
                            seat,
                            reservation.emsp(),
                            at.truncatedTo(ChronoUnit.MILLIS),
                            spot(seat.station(), seat.evse())
                                    .map(StationPlaces.Spot::tariffs)
                                    .orElse(List.of())));
        }
    }

    /** A start of the last moment may still be on its way. */
    @Override
    public void ended(ReservationEnded reservation) {
        Instant at = reservation.at().truncatedTo(ChronoUnit.MILLIS);
        Instant settle = switch (reservation.how()) {
            case EXPIRED -> at.plus(times.orphan());
            case CANCELED_BY_EMSP -> at;
            // Who takes back what he promised asks no money for it.
            case USED, CANCELED_BY_CPO -> null;
        };
        store.ended(reservation.reservation(), reservation.how(), at, reservation.session(), settle);
    }

    private Optional<StationPlaces.Spot> spot(StationId station, int number) {
        return stations.findSite(station, number)
                .flatMap(site -> places.find(site.locationFid(), site.evse(), null, Place.EvseBasis.REPORTED));
    }

    // --- bills

    /** To be called every second. Answers how many are due; they are settled one after the other, and partners are waited for. */
    public int sweep() {
        List<Row> due = store.listToSettle(clock.now(), MAX_SWEPT);
        if (!due.isEmpty() && settling.compareAndSet(false, true)) {
            try {
                background.execute(this::settleAll);
            } catch (RejectedExecutionException ending) {
                settling.set(false);
            }
        }
        return due.size();
    }

    private void settleAll() {
        try {
            store.listToSettle(clock.now(), MAX_SWEPT).forEach(this::trySettle);
        } finally {
            settling.set(false);
        }
    }

    private void trySettle(Row row) {
        try {
            settle(row);
        } catch (RuntimeException e) {
            LOG.warn(
                    "reservation=not_settled id={} problem={}",
                    row.reservation(),
                    e.getClass().getName());
            LOG.debug("reservation=not_settled id={}", row.reservation(), e);
            store.again(row, clock.now().plus(RETRY));
        }
    }

    /** For a look: those of a station, the newest first. */
    public List<Row> newest(StationId station) {
        return store.listNewest(station, SHOWN);
    }

    record Decide(StationId station, ReservationId reservation, boolean bill, Instant at, Causes causes)
            implements Command<Outcome<Row>> {}

    /** A person's word on one whose bill is held: with {@code bill} it is made as soon as it can be, else never. */
    public Outcome<Row> decide(StationId station, ReservationId reservation, boolean bill, Actor by) {
        return commands.send(new Decide(
                station, reservation, bill, clock.now().truncatedTo(ChronoUnit.MILLIS), Causes.of(by, ids.next())));
    }

    @CommandHandler
    Outcome<Row> handle(Decide c) {
        String held =
                store.lockHeld(c.station(), c.reservation()).map(Row::held).orElse(null);
        if (held == null) {
            return store.isOf(c.station(), c.reservation())
                    ? Outcome.refused(Refusal.WRONG_STATE, "No bill of this reservation is held.")
                    : Outcome.refused(Refusal.UNKNOWN_RESERVATION, "There is no such reservation of this station.");
        }
        StreamName stream = StreamName.of("reservation", c.reservation().value());
        recorder.record(new Fact(
                stream,
                recorder.load(stream, 0L, (count, event) -> count + 1).next(),
                new ReservationBillDecided(c.reservation(), c.bill() ? Decision.BILL : Decision.WAIVE, held),
                c.at(),
                c.causes()));
        return Outcome.done(store.decide(c.reservation(), c.bill(), c.at()));
    }

    /** Deletes what is over and too old. To be called now and then. */
    public int forget() {
        return store.deleteOlder(clock.now().minus(KEPT));
    }

    private void settle(Row row) {
        if (row.transaction() == null) {
            bill(row);
        } else if (row.claimedAt() == null) {
            store.settled(row, null, null, null);
        } else if (row.cdr() == null) {
            // Nobody knows whether its CDR was taken: then it is once more, to be taken back.
            bill(row);
        } else {
            takeBack(row, row.cdr());
        }
    }

    private void bill(Row row) {
        String obstacle = row.claimedAt() == null ? obstacle(row) : null;
        if (obstacle != null) {
            held(row, obstacle, obstacle.equals(AWAY) ? clock.now().plus(times.orphan()) : null);
            return;
        }
        Instant ended = row.endedAt();
        Agreement agreement =
                agreements.inForce(sites.party(), row.emsp(), row.madeAt()).orElse(null);
        StationPlaces.Spot spot = spot(row.station(), row.evse()).orElse(null);
        Asked asked = asked(row).orElse(null);
        if (agreement == null || spot == null || asked == null || ended == null) {
            later(row, agreement == null ? "NO_AGREEMENT" : spot == null ? "EVSE_UNCONFIRMED" : "NO_TOKEN");
            return;
        }
        Priced priced = pricing.price(new CdrPricing.Charged(
                row.tariffs(),
                agreement,
                spot.place().timeZone(),
                new CdrPricing.Reserved(row.madeAt(), ended, row.how() == How.EXPIRED),
                List.of(),
                List::of));
        switch (priced) {
            case Priced.Unknown(String why) -> later(row, why);
            case Priced.Cost cost
            when cost.total().leading().amount().signum() == 0 -> store.settled(row, null, null, null);
            case Priced.Cost cost -> submit(row, asked, spot.place(), cost, ended);
        }
    }

    /** A station that is away may still tell of a start in time. Whether a place out of order could be used a person has to say. */
    private @Nullable String obstacle(Row row) {
        StationStore.Row station = stations.find(row.station()).orElse(null);
        Instant back = station == null ? null : station.connectedAt();
        boolean away = station == null
                || back == null
                || back.plus(times.orphan()).isAfter(clock.now())
                || !link.get().isConnected(station.identity());
        if (away && row.how() == How.EXPIRED) {
            return AWAY;
        }
        EvseStatus status = stations.findEvse(row.station(), row.evse())
                .map(StationStore.EvseRow::status)
                .orElse(EvseStatus.UNKNOWN);
        return status == EvseStatus.OUT_OF_ORDER || status == EvseStatus.INOPERATIVE ? "EVSE_INOPERATIVE" : null;
    }

    /** Whose it is. */
    private record Asked(RemoteRequested order, TokenSeen token, TokenKind kind) {}

    private Optional<Asked> asked(Row row) {
        ReservationConfirmed confirmed = first("reservation", row.reservation().value(), ReservationConfirmed.class);
        RemoteRequested order =
                confirmed == null ? null : first("remote", confirmed.remote().value(), RemoteRequested.class);
        TokenSeen token = confirmed == null ? null : confirmed.tokenSeen().orNull();
        return order == null || token == null || order.tokenKind() == null
                ? Optional.empty()
                : Optional.of(new Asked(order, token, order.tokenKind()));
    }

    private <T> @Nullable T first(String type, UUID key, Class<T> event) {
        return recorder.read(StreamName.of(type, key)).stream()
                .filter(event::isInstance)
                .map(event::cast)
                .findFirst()
                .orElse(null);
    }

    private void submit(Row row, Asked asked, Place place, Priced.Cost cost, Instant ended) {
        Instant since =
                store.claim(row, clock.now().truncatedTo(ChronoUnit.MILLIS)).orElse(null);
        if (since == null) {
            return;
        }
        Tx.Holder holder = new Tx.Holder(
                asked.token(),
                asked.kind(),
                null,
                row.emsp(),
                asked.order().reference().orNull(),
                null,
                null,
                AuthMethod.COMMAND,
                asked.order().remote(),
                null,
                null);
        ChargeDetailRecord cdr = Drafts.of(
                null,
                "Reservation " + row.how(),
                sites.party().party() + "-" + row.number(),
                sites.party(),
                holder,
                row.emsp(),
                place,
                Measured.nothing(row.madeAt(), ended, cost.periods()),
                cost.total().leading().currency(),
                cost,
                since);
        switch (cdrs.submit(sites.speaks(), cdr, OwnSites.NOTHING)) {
            case Receipt.Taken taken -> {
                LOG.info("reservation=billed id={} how={} cdr={}", row.reservation(), row.how(), taken.hubId());
                Instant next = row.transaction() == null ? null : clock.now();
                store.settled(row, CdrId.parse(taken.hubId()), null, next);
            }
            case Receipt.Refused no -> held(row, "CDR_" + no.refusal().name(), null);
        }
    }

    /** A session began with it after all: its own CDR has the time of the reservation. */
    private void takeBack(Row row, CdrId id) {
        ChargeDetailRecord before = cdrs.find(sites.speaks(), id)
                .map(stored -> stored.cdr().object())
                .orElse(null);
        Instant since = row.linkedAt() == null ? clock.now() : row.linkedAt();
        if (before == null) {
            held(row, "CREDIT_REFUSED", null);
            return;
        }
        switch (cdrs.submit(sites.speaks(), Drafts.credit(before, since), OwnSites.NOTHING)) {
            case Receipt.Taken taken -> {
                LOG.info("reservation=credited id={} credit={}", row.reservation(), taken.hubId());
                store.settled(row, id, null, null);
            }
            case Receipt.Refused no -> held(row, "CREDIT_REFUSED", null);
        }
    }

    private void later(Row row, @Nullable String why) {
        held(row, why, clock.now().plus(RETRY));
    }

    private void held(Row row, @Nullable String why, @Nullable Instant next) {
        if (why != null && !why.equals(row.held())) {
            LOG.info("reservation=held id={} why={}", row.reservation(), why);
        }
        store.settled(row, row.cdr(), why, next);
    }
}
