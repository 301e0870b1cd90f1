package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.StationCommandAnswered;
import org.roaminghub.events.station.StationCommandSent;
import org.roaminghub.events.station.StationJobProgressed;
import org.roaminghub.events.station.StationSecurityReported;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
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
import org.roaminghub.hub.station.StationCommands.NotePresence;
import org.roaminghub.hub.station.StationCommands.Register;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.EvseRow;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's own charging stations: what they say, what is wanted of them, and what the administrator knows of them. */
public final class StationRegister implements Stations {

    private static final Logger LOG = LoggerFactory.getLogger(StationRegister.class);
    private static final int MAX_SWEPT = 500;
    private static final int TRANSACTIONS_SHOWN = 20;
    private static final java.time.Duration COMMAND_PATIENCE = java.time.Duration.ofSeconds(30);
    private static final java.time.Duration READINGS_KEPT = java.time.Duration.ofDays(90);

    private final StationStore store;
    private final TransactionStore transactionStore;
    private final MeterStore meters;
    private final Commands commands;
    private final OwnSites sites;
    private final Locations locations;
    private final Transactions transactions;
    private final Expectations expectations;
    private final Supplier<StationLink> link;
    private final StationTimes times;
    private final Clock clock;
    private final Ids ids;

    /** Where stations' rows are. */
    public record Tables(StationStore stations, TransactionStore transactions, MeterStore meters) {}

    /** What is told to partners, and asked of them. */
    public record Doors(Locations locations, Authorizations authorizations, Sessions sessions, Cdrs cdrs) {}

    public StationRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            Tables tables,
            Parties parties,
            Agreements agreements,
            Doors doors,
            CdrPricing pricing,
            Supplier<StationLink> link,
            StationTimes times,
            Executor background,
            Clock clock,
            Ids ids) {
        this.store = tables.stations();
        this.transactionStore = tables.transactions();
        this.meters = tables.meters();
        this.commands = commands;
        this.sites = new OwnSites(parties, ids);
        this.locations = doors.locations();
        this.link = link;
        this.times = times;
        this.clock = clock;
        this.ids = ids;
        this.expectations = new Expectations(transactionStore, privacy, commands, times);
        TxCommands handler = new TxCommands(transactionStore, meters, recorder, privacy);
        commands.handledBy(handler);
        commands.handledBy(new StationCommands(store, recorder, privacy));
        StationPlaces places = new StationPlaces(locations, sites);
        Teller teller = new Teller(
                transactionStore,
                store,
                meters,
                handler,
                places,
                sites,
                doors.sessions(),
                doors.cdrs(),
                agreements,
                pricing,
                commands,
                clock,
                ids);
        this.transactions = new Transactions(
                transactionStore,
                store,
                meters,
                handler,
                commands,
                expectations,
                places,
                sites,
                doors.authorizations(),
                teller,
                privacy,
                times,
                background,
                clock,
                ids);
    }

    // --- for the administrator
    // ----------------------------------------------------------------------------------------

    /** A station as it is entered. {@code location}: with the station's own EVSEs, in the order of its connectors. */
    public record NewStation(
            String identity,
            PartyId party,
            HeldLocation location,
            Original locationText,
            int securityProfile,
            @Nullable String password,
            boolean approved) {
        @Override
        public String toString() {
            return "NewStation[" + identity + "]";
        }
    }

    /** A station for a look. {@code transactions}: the newest first. */
    public record Shown(Row station, List<EvseRow> evses, boolean connected, List<ShownTransaction> transactions) {}

    /** {@code held}: why no CDR is made of it. */
    public record ShownTransaction(
            TransactionId transaction,
            String ocppId,
            @Nullable Integer evse,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String completeness,
            @Nullable String cdr,
            @Nullable String held,
            List<String> flags) {}

    public Outcome<Shown> register(NewStation wanted, Actor by) {
        Optional<String> problem = problemWith(wanted);
        if (problem.isPresent()) {
            return Outcome.refused(Refusal.MALFORMED, problem.get());
        }
        if (wanted.securityProfile > 1) {
            return Outcome.refused(Refusal.NOT_SUPPORTED, "The hub has no listener for security profiles 2 and 3 yet.");
        }
        if (store.findByIdentity(wanted.identity).isPresent()) {
            return Outcome.refused(Refusal.CONFLICT, "There is a station of that id.");
        }
        sites.open(by);
        if (publish(wanted) instanceof Receipt.Refused no) {
            return Outcome.refused(no.refusal(), no.why());
        }
        StationId id = new StationId(ids.next());
        Outcome<StationId> outcome;
        try {
            outcome = commands.send(new Register(
                    id,
                    wanted.party,
                    wanted.identity,
                    wanted.location.location().fid(),
                    evses(wanted.location),
                    wanted.securityProfile,
                    wanted.password == null ? null : Passwords.kept(wanted.password),
                    wanted.approved,
                    Causes.of(by, ids.next()),
                    clock.now()));
        } catch (StationCommands.EvseTaken taken) {
            return Outcome.refused(Refusal.CONFLICT, "Another station has one of the EVSEs.");
        }
        LOG.info("station=registered id={} by={}", id, by.value());
        return outcome.map(this::shown);
    }

    private Optional<String> problemWith(NewStation wanted) {
        if (!wanted.party.equals(sites.party())
                || !wanted.location.location().owner().equals(wanted.party)) {
            return Optional.of("party: own stations and their location are of the hub's own party, " + sites.party());
        }
        if (wanted.location.evses().isEmpty()) {
            return Optional.of("location.evses: has an entry for each EVSE of the station");
        }
        if (wanted.identity.isBlank() || wanted.identity.length() > 48 || wanted.identity.contains(":")) {
            return Optional.of("station_id: has 1 to 48 characters and no colon");
        }
        String password = wanted.password;
        if (wanted.securityProfile == 1
                && (password == null
                        || password.length() < Passwords.MIN_CHARACTERS
                        || password.length() > Passwords.MAX_CHARACTERS)) {
            return Optional.of("password: has " + Passwords.MIN_CHARACTERS + " to " + Passwords.MAX_CHARACTERS
                    + " characters with security profile 1");
        }
        return Optional.empty();
    }

    /** Several stations may stand at one place: then each only adds its EVSEs. */
    private Receipt publish(NewStation wanted) {
        HeldLocation location = wanted.location;
        String fid = location.location().fid();
        if (locations.find(sites.speaks(), wanted.party, fid).isEmpty()) {
            return locations.report(
                    sites.speaks(),
                    new LocationTarget(wanted.party, fid, null, null),
                    new Locations.Change.WholeLocation(location),
                    wanted.locationText,
                    false);
        }
        Receipt last = new Receipt.Taken(false, fid, null);
        for (HeldLocation.HeldEvse evse : location.evses()) {
            last = locations.report(
                    sites.speaks(),
                    new LocationTarget(wanted.party, fid, evse.evse().evseFid(), null),
                    new Locations.Change.WholeEvse(evse),
                    evse.original(),
                    false);
            if (last instanceof Receipt.Refused) {
                return last;
            }
        }
        return last;
    }

    private static List<StationEvse> evses(HeldLocation location) {
        List<StationEvse> evses = new java.util.ArrayList<>();
        for (HeldLocation.HeldEvse held : location.evses()) {
            evses.add(new StationEvse(
                    evses.size() + 1,
                    held.evse().evseFid(),
                    held.evse().evseId(),
                    held.evse().connectors().stream().map(c -> c.fid()).toList()));
        }
        return evses;
    }

    public Outcome<Shown> approve(String identity, Actor by) {
        Row row = store.findByIdentity(identity).orElse(null);
        return row == null
                ? Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.")
                : commands.send(new Approve(row.station(), Causes.of(by, ids.next()), clock.now()))
                        .map(this::shown);
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
                transactions.newest(id, TRANSACTIONS_SHOWN).stream()
                        .map(StationRegister::shown)
                        .toList());
    }

    private static ShownTransaction shown(Tx tx) {
        Tx.Started started = tx.started();
        Tx.End end = tx.end();
        return new ShownTransaction(
                tx.id(),
                tx.ocppId(),
                tx.evse(),
                started == null ? null : started.at(),
                end == null ? null : end.at(),
                end == null || end.completeness() == null
                        ? null
                        : end.completeness().name(),
                tx.told() == null ? null : tx.told().fid(),
                tx.held(),
                tx.flags());
    }

    /** Sends any call that the station's version knows; {@code payload} is JSON. What was sent and answered is recorded. */
    public Outcome<Reply> command(String identity, String action, byte[] payload, Actor by) {
        Row row = store.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        UUID request = ids.next();
        Causes causes = Causes.of(by, request);
        String version = row.ocppVersion() == null ? "1.6" : row.ocppVersion();
        note(
                row.station(),
                new StationCommandSent(row.station(), action, request.toString(), by.value()),
                new Original(Protocol.OCPP, version, "application/json", payload),
                causes);
        Reply reply = link.get().call(identity, action, payload, COMMAND_PATIENCE);
        note(
                row.station(),
                new StationCommandAnswered(row.station(), action, request.toString(), word(reply)),
                reply instanceof Reply.Answered answered ? answered.payload() : null,
                causes);
        LOG.info("station=commanded id={} action={} answer={}", row.station(), action, word(reply));
        return Outcome.done(reply);
    }

    private static String word(Reply reply) {
        return switch (reply) {
            case Reply.Answered(String status, Original payload) -> status.isEmpty() ? "ANSWERED" : status;
            case Reply.Failed(String code, String why) -> code.length() > 100 || code.isBlank() ? "FAILED" : code;
            case Reply.Silent() -> "SILENT";
            case Reply.Unreachable() -> "UNREACHABLE";
            case Reply.NotSayable(String why) -> "NOT_SAYABLE";
        };
    }

    // --- for the connector: presence
    // ----------------------------------------------------------------------------------

    @Override
    public Optional<Known> find(String identity) {
        return store.findByIdentity(identity)
                .map(row -> new Known(
                        row.station(),
                        row.identity(),
                        row.party(),
                        row.securityProfile(),
                        row.approved(),
                        row.approved() && row.bootedAt() != null));
    }

    @Override
    public boolean proves(Known station, byte[] password) {
        return store.find(station.station())
                .map(Row::password)
                .filter(kept -> password.length > 0 && Passwords.matches(kept, password))
                .isPresent();
    }

    @Override
    public boolean connected(StationId station, String version) {
        Instant now = clock.now();
        store.connected(station, version, now);
        boolean found = store.find(station).filter(Row::lost).isPresent()
                && commands.send(new NotePresence(station, false, now, stationCauses(station), now));
        if (found) {
            LOG.info("station=found id={}", station);
        }
        return found;
    }

    @Override
    public void disconnected(StationId station) {
        store.gone(station, clock.now());
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
    // -------------------------------------------------------------------------

    @Override
    public void status(StationId station, int evse, int connector, EvseStatus status, Instant at, Original original) {
        Row row = store.find(station).orElse(null);
        if (row == null) {
            return;
        }
        if (evse == 0) {
            whole(row, status, original);
            return;
        }
        EvseRow known = store.findEvse(station, evse).orElse(null);
        if (known == null) {
            store.addEvse(station, new StationEvse(evse, null, null, List.of()));
            LOG.info("station=evse_unconfirmed id={} evse={}", station, evse);
            known = store.findEvse(station, evse).orElseThrow();
        }
        Instant now = clock.now();
        boolean busy =
                (status == EvseStatus.BLOCKED || status == EvseStatus.AVAILABLE) && transactions.isBusy(station, evse);
        EvseStatus meant = status == EvseStatus.BLOCKED && busy ? EvseStatus.OCCUPIED : status;
        if (!store.status(station, evse, meant, Clocks.corrected(at, now))) {
            return;
        }
        publish(row, known.evse(), meant, original);
        if (status == EvseStatus.AVAILABLE && busy) {
            transactions.free(station, evse);
        }
    }

    /** What the whole station can't do none of its EVSEs can; when it is well again each is as it was (facts §12). */
    private void whole(Row row, EvseStatus status, Original original) {
        boolean down = status == EvseStatus.INOPERATIVE || status == EvseStatus.OUT_OF_ORDER;
        for (EvseRow evse : store.evses(row.station())) {
            EvseStatus own = evse.status();
            if (down || own != EvseStatus.UNKNOWN) {
                publish(row, evse.evse(), down ? status : own, original);
            }
        }
    }

    private void publish(Row row, StationEvse evse, EvseStatus status, Original original) {
        if (evse.isConfirmed()) {
            locations.report(
                    sites.speaks(),
                    new LocationTarget(row.party(), row.locationFid(), evse.evseFid(), null),
                    new Locations.Change.Status(status, clock.now()),
                    original,
                    true);
        }
    }

    @Override
    public TokenAnswer authorize(StationId station, Token token, @Nullable Integer evse) {
        return transactions.authorize(station, token, evse);
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

    @Override
    public void securityReported(StationId station, String type, Instant at, Original original) {
        note(station, new StationSecurityReported(station, type, at), original, stationCauses(station));
    }

    private void note(StationId station, Event event, @Nullable Original original, Causes causes) {
        commands.send(new Note(station, event, original, causes, clock.now()));
    }

    private Causes stationCauses(StationId station) {
        return Causes.of(new Actor("STATION:" + station), ids.next());
    }

    // --- for the connector: what eMSPs want
    // ---------------------------------------------------------------------------

    @Override
    public Optional<Seat> findSeat(String locationFid, @Nullable String evseFid) {
        return store.findEvse(locationFid, evseFid)
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Seat(
                                row.station(), station.identity(), row.evse().number(), 1, row.status())));
    }

    @Override
    public Optional<Running> findRunning(String session) {
        TransactionId id;
        try {
            id = TransactionId.parse(session.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException nothingOfOurs) {
            return Optional.empty();
        }
        return transactionStore
                .find(id)
                .filter(TransactionStore.Row::open)
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Running(
                                row.station(),
                                station.identity(),
                                row.ocppId(),
                                row.number(),
                                row.evse() == null ? 0 : row.evse())));
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
        return transactionStore.reservation(emsp, key(reservation), seat.station(), seat.evse());
    }

    @Override
    public Optional<Reserved> findReservation(PartyId emsp, String reservation) {
        return transactionStore
                .findReservation(emsp, key(reservation))
                .flatMap(row -> store.find(row.station())
                        .map(station -> new Reserved(row.station(), station.identity(), row.number())));
    }

    private static String key(String reservation) {
        return reservation.toUpperCase(Locale.ROOT);
    }

    // --- what goes on by itself
    // ---------------------------------------------------------------------------------------

    /** Before the first station comes back: after a restart none is connected. */
    public void awake() {
        store.allGone(clock.now());
    }

    /** Closes what was never ended, tells what was not told, and notes who is lost. To be called every second. */
    public int sweep() {
        Instant now = clock.now();
        int done = transactions.sweep();
        for (StationId id : store.listGone(now.minus(times.offline()), MAX_SWEPT)) {
            lose(id, now);
            done++;
        }
        return done;
    }

    private void lose(StationId id, Instant now) {
        Row row = store.find(id).orElse(null);
        Instant since = row == null ? null : row.goneSince();
        if (row != null && link.get().isConnected(row.identity())) {
            // It came back while its leaving was being written.
            store.connected(id, String.valueOf(row.ocppVersion()), now);
            return;
        }
        Causes causes = Causes.of(Actor.automation("NoteLostStations"), ids.next());
        if (row == null || since == null || !commands.send(new NotePresence(id, true, since, causes, now))) {
            return;
        }
        LOG.info("station=lost id={}", id);
        Original nothing = new Original(Protocol.OCPP, "1.6", "application/json", new byte[] {'{', '}'});
        store.evses(id).forEach(evse -> publish(row, evse.evse(), EvseStatus.UNKNOWN, nothing));
    }

    /** Throws away readings and expectations whose time is over. */
    public int forget() {
        Instant now = clock.now();
        return meters.deleteOlder(now.minus(READINGS_KEPT)) + transactionStore.forgetExpected(now.minus(READINGS_KEPT));
    }
}
