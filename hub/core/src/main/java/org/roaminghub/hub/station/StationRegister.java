package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.StationJobProgressed;
import org.roaminghub.events.station.StationSecurityReported;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CurrentPrices;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.station.StationCommands.Approve;
import org.roaminghub.hub.station.StationCommands.Note;
import org.roaminghub.hub.station.StationCommands.NoteBoot;
import org.roaminghub.hub.station.StationCommands.Register;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.EvseRow;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's own charging stations: what they say, what is wanted of them, and what the administrator knows of them. */
public final class StationRegister implements Stations {

    private static final Logger LOG = LoggerFactory.getLogger(StationRegister.class);
    private static final int TRANSACTIONS_SHOWN = 20;
    private static final java.time.Duration READINGS_KEPT = java.time.Duration.ofDays(90);

    /** Sessions are told of anew so often while readings come. */
    public static final java.time.Duration PROGRESS_EVERY = java.time.Duration.ofSeconds(60);

    private final StationStore store;
    private final TransactionStore transactionStore;
    private final StationTables tables;
    private final Commands commands;
    private final OwnSites sites;
    private final Holders holders;
    private final DriverTariffs drivers;
    private final StartLimits limits;
    private final Entries entries;
    private final Seats seats;
    private final Transactions transactions;
    private final TransactionUpkeep upkeep;
    private final Presence presence;
    private final StationKeys keys;
    private final AdminCalls orders;
    private final Expectations expectations;
    private final Supplier<StationLink> link;
    private final Clock clock;
    private final Ids ids;

    /** What is told to partners and stations, and asked of them. */
    public record Doors(
            Locations locations, Authorizations authorizations, Sessions sessions, Cdrs cdrs, RunningCosts costs) {}

    public StationRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            StationTables tables,
            Parties parties,
            Agreements agreements,
            Doors doors,
            CdrPricing pricing,
            CurrentPrices prices,
            Supplier<StationLink> link,
            StationWords words,
            StationTimes times,
            Executor background,
            Clock clock,
            Ids ids) {
        this.store = tables.stations();
        this.transactionStore = tables.transactions();
        this.tables = tables;
        this.commands = commands;
        this.sites = new OwnSites(parties, ids);
        this.link = link;
        this.clock = clock;
        this.ids = ids;
        this.expectations = new Expectations(transactionStore, privacy, commands, times);
        SignedReadings signed = new SignedReadings(tables.signed(), commands, privacy);
        TxCommands handler = new TxCommands(transactionStore, tables.meters(), signed, recorder, privacy);
        commands.handledBy(handler);
        commands.handledBy(new StationCommands(store, tables.jobs(), recorder, privacy));
        StationPlaces places = new StationPlaces(doors.locations(), sites);
        Teller teller = new Teller(
                transactionStore,
                store,
                handler,
                places,
                sites,
                doors.sessions(),
                doors.cdrs(),
                new TxPrices(transactionStore, tables.meters(), sites, agreements, pricing),
                new ReservedTimes(tables.reserved(), commands, clock, ids),
                signed,
                doors.costs(),
                commands,
                clock,
                ids);
        this.drivers = new DriverTariffs(tables, places, sites, agreements, pricing, prices, clock);
        this.limits = new StartLimits(tables, words, times, clock);
        this.holders = new Holders(store, expectations, places, sites, doors.authorizations(), drivers, limits);
        this.keys = new StationKeys(store, commands, link, clock, ids);
        this.orders = new AdminCalls(store, tables.jobs(), words, keys, commands, link, clock, ids);
        this.entries = new Entries(doors.locations(), sites);
        this.seats = new Seats(store, transactionStore);
        this.upkeep = new TransactionUpkeep(
                transactionStore, tables.meters(), handler, commands, teller, background, clock, ids);
        this.transactions = new Transactions(
                transactionStore,
                store,
                tables.readings(),
                handler,
                commands,
                holders,
                upkeep,
                privacy,
                signed,
                times,
                clock,
                ids);
        this.presence = new Presence(
                store,
                tables.comings(),
                tables.states(),
                commands,
                doors.locations(),
                sites,
                transactions,
                link,
                times,
                clock,
                ids);
    }

    // --- for the administrator

    /** A station for a look. {@code transactions}: the newest first. */
    public record Shown(Row station, List<EvseRow> evses, boolean connected, List<ShownTransaction> transactions) {}

    public Outcome<Shown> register(NewStation wanted, Actor by) {
        Optional<String> problem = entries.problemWith(wanted);
        if (problem.isPresent()) {
            return Outcome.refused(Refusal.MALFORMED, problem.get());
        }
        if (!link.get().serves(wanted.securityProfile())) {
            return StationKeys.notServed(wanted.securityProfile());
        }
        if (store.findByIdentity(wanted.identity()).isPresent()) {
            return Outcome.refused(Refusal.CONFLICT, "There is a station of that id.");
        }
        sites.open(by);
        if (entries.publish(wanted) instanceof Receipt.Refused no) {
            return Outcome.refused(no.refusal(), no.why());
        }
        StationId id = new StationId(ids.next());
        Outcome<StationId> outcome;
        try {
            outcome = commands.send(new Register(
                    id,
                    wanted.party(),
                    wanted.identity(),
                    wanted.location().location().fid(),
                    Entries.evses(wanted.location()),
                    wanted.securityProfile(),
                    wanted.password() == null ? null : Passwords.kept(wanted.password()),
                    wanted.approved(),
                    wanted.soapVersion(),
                    Causes.of(by, ids.next()),
                    clock.now()));
        } catch (StationCommands.EvseTaken taken) {
            return Outcome.refused(Refusal.CONFLICT, "Another station has one of the EVSEs.");
        }
        LOG.info("station=registered id={} by={}", id, by.value());
        return outcome.map(this::shown);
    }

    public Outcome<Shown> approve(String identity, Actor by) {
        Row row = store.findByIdentity(identity).orElse(null);
        return row == null
                ? Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.")
                : commands.send(new Approve(row.station(), Causes.of(by, ids.next()), clock.now()))
                        .map(this::shown);
    }

    /** Another security profile or password; the station's socket is closed. {@code newHardware}: it may say another serial number. */
    public Outcome<Shown> secure(
            String identity, int profile, @Nullable String password, boolean newHardware, Actor by) {
        return keys.secure(identity, profile, password, newHardware, by).map(this::shown);
    }

    public Optional<Shown> show(String identity) {
        return store.findByIdentity(identity).map(row -> shown(row.station()));
    }

    /** In order of creation, behind the number {@code after}; without their transactions. */
    public List<Shown> list(long after, int limit) {
        return store.list(after, limit).stream()
                .map(row ->
                        new Shown(row, store.evses(row.station()), link.get().isConnected(row.identity()), List.of()))
                .toList();
    }

    private Shown shown(StationId id) {
        Row row = store.find(id).orElseThrow();
        return new Shown(
                row,
                store.evses(id),
                link.get().isConnected(row.identity()),
                transactions.newest(id, TRANSACTIONS_SHOWN));
    }

    /** Sends any call that the station's version knows; {@code payload} is JSON. What was sent and answered is recorded. */
    public Outcome<Reply> command(String identity, String action, byte[] payload, Actor by) {
        return orders.command(identity, action, payload, by);
    }

    /** A start that goes only so far. Refused with NOT_EXPRESSIBLE where the station's version has no words for that. */
    public Outcome<Reply> start(String identity, String action, byte[] payload, Limits within, Actor by) {
        return limits.start(identity, action, payload, within, by, orders::command);
    }

    // --- for the connector: presence

    @Override
    public Optional<Known> find(String identity) {
        return store.findByIdentity(identity).map(StationKeys::known);
    }

    @Override
    public boolean proves(Known station, byte[] password) {
        return keys.proves(station.station(), password);
    }

    @Override
    public void raised(StationId station, int securityProfile) {
        keys.raised(station, securityProfile);
    }

    @Override
    public boolean connected(StationId station, String version) {
        return presence.connected(station, version);
    }

    @Override
    public void disconnected(StationId station) {
        presence.disconnected(station);
    }

    @Override
    public boolean booted(StationId station, Boot boot, Original original) {
        boolean accepted = commands.send(new NoteBoot(station, boot, original, stationCauses(station), clock.now()));
        LOG.info("station=booted id={} version={} accepted={}", station, boot.version(), accepted);
        if (accepted) {
            transactions.rebooted(station);
        }
        return accepted;
    }

    // --- for the connector: what stations say

    @Override
    public void status(StationId station, int evse, int connector, EvseStatus status, Instant at, Original original) {
        presence.status(station, evse, connector, status, at, original);
    }

    @Override
    public TokenAnswer authorize(StationId station, Token token, @Nullable Integer evse) {
        return holders.authorize(station, token, evse);
    }

    @Override
    public Started started(StationId station, Start start, Original original) {
        return transactions.start(station, start, original);
    }

    @Override
    public void readings(StationId station, int evse, @Nullable String transaction, List<Reading> readings) {
        transactions.readings(station, evse, transaction, readings);
    }

    @Override
    public void stopped(StationId station, Stop stop, Original original) {
        transactions.stop(station, stop, original);
    }

    @Override
    public @Nullable TokenAnswer told(StationId station, Part part, Original original) {
        return transactions.told(station, part, original);
    }

    @Override
    public void progressed(
            StationId station, String job, @Nullable String requestId, @Nullable String status, Original original) {
        note(station, new StationJobProgressed(station, requestId, job, status), original, stationCauses(station));
    }

    /** Without what was shown: it names the driver's contract. */
    @Override
    public void certificateRefused(StationId station, String status) {
        note(station, new StationJobProgressed(station, null, "Authorize", status), null, stationCauses(station));
    }

    @Override
    public void securityReported(StationId station, String type, Instant at, Original original) {
        note(station, new StationSecurityReported(station, type, at), original, stationCauses(station));
    }

    Optional<ShownCosts.Reckoned> cost(StationId station, String transaction) {
        return upkeep.cost(station, transaction);
    }

    /** Where its station reckons by another one. */
    Optional<Tariff> driverTariff(StationId station, String transaction) {
        return drivers.reckons(station) ? upkeep.find(station, transaction).flatMap(drivers::of) : Optional.empty();
    }

    private void note(StationId station, Event event, @Nullable Original original, Causes causes) {
        commands.send(new Note(station, event, original, causes, clock.now()));
    }

    private Causes stationCauses(StationId station) {
        return Causes.of(new Actor("STATION:" + station), ids.next());
    }

    // --- for the connector: what eMSPs want

    @Override
    public Optional<Seat> findSeat(String locationFid, @Nullable String evseFid) {
        return seats.find(locationFid, evseFid);
    }

    @Override
    public Optional<Running> findRunning(String session) {
        return seats.findRunning(session);
    }

    @Override
    public int expect(RemoteId remote, PartyId emsp, Seat seat, Token token, @Nullable String reference) {
        return expectations.expect(remote, emsp, seat, token, reference, clock.now());
    }

    @Override
    public void dontExpect(RemoteId remote) {
        transactionStore.dontExpect(remote);
    }

    @Override
    public int reservationNumber(PartyId emsp, String reservation, Seat seat) {
        return seats.reservationNumber(emsp, reservation, seat);
    }

    @Override
    public Optional<Reserved> findReservation(PartyId emsp, String reservation) {
        return seats.findReservation(emsp, reservation);
    }

    // --- what goes on by itself

    /** Before the first station comes back: after a restart no socket is there. */
    public void awake() {
        store.allGone(clock.now());
    }

    /** Closes what was never ended, tells what was not told, and notes who is lost. To be called every second. */
    public int sweep() {
        return upkeep.sweep() + presence.sweep(clock.now());
    }

    /** Throws away readings and expectations whose time is over. */
    public int forget() {
        return tables.forget(clock.now().minus(READINGS_KEPT));
    }
}
