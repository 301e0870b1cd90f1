package org.roaminghub.hub.station;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.StationId;

/** What the hub keeps of its own stations beside charging, put together. */
public final class StationKeeping implements StationRecords {

    private static final int PHASES = 3;

    private final LocalLists lists;
    private final OwnSites sites;
    private final StationStore stations;
    private final TransactionStore transactions;
    private final Locations locations;

    /** Where its rows are. */
    public record Tables(StationStore stations, TransactionStore transactions, LocalListStore lists) {}

    public StationKeeping(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            Tables tables,
            Parties parties,
            Agreements agreements,
            Tokens tokens,
            Locations locations,
            StationLists link,
            Executor background,
            Clock clock,
            Ids ids) {
        this.sites = new OwnSites(parties, ids);
        this.stations = tables.stations();
        this.transactions = tables.transactions();
        this.locations = locations;
        commands.handledBy(new ListCommands(tables.lists(), tables.stations(), recorder));
        this.lists = new LocalLists(
                tables.lists(),
                tables.stations(),
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

    @Override
    public void tokensChanged() {
        lists.tokensChanged();
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
        String fid = stations.findEvse(station, evse).map(row -> row.evse().evseFid()).orElse(null);
        return fid == null
                ? Optional.empty()
                : stations.find(station).stream()
                        .flatMap(row -> locations.find(sites.speaks(), sites.party(), row.locationFid()).stream())
                        .flatMap(held -> held.findEvse(fid).stream())
                        .flatMap(held -> held.evse().connectors().stream())
                        .findFirst()
                        .map(plug -> new Supply(
                                plug.maxVoltageV(), plug.powerType().equals("AC_3_PHASE") ? PHASES : 1));
    }

    /** To be called every second. */
    public int sweep() {
        return lists.sweep();
    }
}
