package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.LookStore;
import org.roaminghub.hub.station.store.ProfileStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StreamStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.StationStreams;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Said;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;

/** What the hub keeps of its own stations beside charging, put together. */
public final class StationKeeping implements StationRecords {

    private static final int PHASES = 3;
    /** No session lasts longer. */
    private static final Duration PROFILES_KEPT = Duration.ofDays(90);

    private final LocalLists lists;
    private final StationSettings settings;
    private final ShownCosts costs;
    private final RunningCosts running;
    private final FirmwareLook look;
    private final StationRegister register;
    private final StationWords words;
    private final JobStore jobs;
    private final StreamStore streams;
    private final Clock clock;
    private final OwnSites sites;
    private final StationStore stations;
    private final TransactionStore transactions;
    private final Locations locations;
    private final ProfileStore profiles;

    /** Where its rows are. */
    public record Tables(
            StationStore stations,
            TransactionStore transactions,
            LocalListStore lists,
            JobStore jobs,
            SettingStore settings,
            ProfileStore profiles,
            StreamStore streams,
            LookStore looks) {}

    public StationKeeping(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            Tables tables,
            Parties parties,
            Agreements agreements,
            Tokens tokens,
            Locations locations,
            Supplier<Map<Protocol, Connector>> connectors,
            StationLists link,
            StationWords words,
            StationRegister register,
            RunningCosts running,
            Duration lookWait,
            Executor background,
            Clock clock,
            Ids ids) {
        this.sites = new OwnSites(parties, ids);
        this.stations = tables.stations();
        this.transactions = tables.transactions();
        this.locations = locations;
        this.profiles = tables.profiles();
        this.jobs = tables.jobs();
        this.streams = tables.streams();
        this.clock = clock;
        this.settings = new StationSettings(
                tables.stations(),
                tables.settings(),
                words,
                register::command,
                new Capabilities(tables.stations(), tables.settings(), locations, sites, connectors, clock),
                clock);
        this.look = new FirmwareLook(tables.looks(), settings, lookWait, background, clock);
        this.running = running;
        this.register = register;
        this.words = words;
        this.costs = new ShownCosts(tables.settings(), tables.stations(), register::cost, running);
        commands.handledBy(new ListCommands(tables.lists(), tables.stations(), recorder));
        this.lists = new LocalLists(
                tables.lists(),
                tables.stations(),
                tables.settings(),
                new ListedTokens(tokens, sites, privacy, clock),
                agreements,
                sites,
                commands,
                link,
                background,
                clock,
                ids);
    }

    /** Tokens that stations have for when they can't ask. */
    public LocalLists lists() {
        return lists;
    }

    /** What stations are set to. */
    public StationSettings settings() {
        return settings;
    }

    /** What a station was asked for that takes long, the newest first. */
    public List<JobStore.Row> jobs(StationId station) {
        return jobs.list(station);
    }

    @Override
    public void part(
            StationId station,
            String action,
            String requestId,
            @Nullable Integer number,
            boolean last,
            List<Setting> news) {
        String kind = JobKinds.parts(action);
        if (kind == null) {
            return;
        }
        Instant now = clock.now();
        settings.learn(station, news);
        if (number == null) {
            jobs.progressed(station, kind, requestId, last ? "COMPLETE" : "RECEIVING", now);
        } else {
            jobs.part(station, kind, requestId, number, last, now);
        }
    }

    @Override
    public void keepProfile(StationId station, int id, ChargingProfile profile) {
        profiles.put(station, id, profile, clock.now());
    }

    @Override
    public void forgetProfile(StationId station, int id) {
        profiles.remove(station, id);
    }

    @Override
    public Optional<ChargingProfile> findProfile(StationId station, int id) {
        return profiles.find(station, id);
    }

    @Override
    public void reserved(int number, RemoteId remote) {
        transactions.reservedBy(number, remote);
    }

    @Override
    public Optional<RemoteId> findReserved(StationId station, int number) {
        return transactions.findReservedBy(station, number);
    }

    @Override
    public void tokensChanged() {
        lists.tokensChanged();
    }

    @Override
    public void reachable(StationId station, @Nullable String callback) {
        stations.callback(station, callback);
    }

    @Override
    public List<Known> listWithoutSocket() {
        return stations.listWithoutSocket().stream().map(StationKeys::known).toList();
    }

    @Override
    public StationStreams streams() {
        return streams;
    }

    @Override
    public PlatformId platform() {
        return sites.platform();
    }

    @Override
    public List<RunningSession> listRunning(StationId station, int evse) {
        return transactions.listOpen(station).stream()
                .filter(row -> row.evse() != null && (evse == 0 || row.evse() == evse))
                .map(row -> new RunningSession(row.transaction().toString(), row.evse() == null ? 0 : row.evse()))
                .toList();
    }

    /** The station's first connector there stands for all of them. */
    @Override
    public Optional<Supply> findSupply(StationId station, int evse) {
        String fid = stations.findEvse(station, evse)
                .map(row -> row.evse().evseFid())
                .orElse(null);
        return fid == null
                ? Optional.empty()
                : stations.find(station).stream()
                        .flatMap(row -> locations.find(sites.speaks(), sites.party(), row.locationFid()).stream())
                        .flatMap(held -> held.findEvse(fid).stream())
                        .flatMap(held -> held.evse().connectors().stream())
                        .findFirst()
                        .map(plug ->
                                new Supply(plug.maxVoltageV(), plug.powerType().equals("AC_3_PHASE") ? PHASES : 1));
    }

    /** Deletes what is too old to be asked for. To be called now and then; answers how much. */
    public int forget() {
        return profiles.deleteOlder(clock.now().minus(PROFILES_KEPT));
    }

    @Override
    public Optional<Money> findShownCost(StationId station, String transaction, boolean stillRuns) {
        return costs.find(station, transaction, stillRuns);
    }

    @Override
    public Optional<Said> findTariffChange(StationId station, String transaction, @Nullable String present) {
        return register.driverTariff(station, transaction)
                .flatMap(tariff -> words.changeTariff(transaction, tariff))
                .filter(said -> !words.tariffId(said).equals(present));
    }

    /** To be called every second. */
    public int sweep() {
        return lists.sweep() + running.sweep() + look.sweep();
    }
}
