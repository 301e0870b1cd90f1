package org.roaminghub.hub.station;

import java.util.concurrent.Executor;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;

/** What the hub keeps of its own stations beside charging, put together. */
public final class StationKeeping implements StationRecords {

    private final LocalLists lists;

    /** Where its rows are. */
    public record Tables(StationStore stations, LocalListStore lists) {}

    public StationKeeping(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            Tables tables,
            Parties parties,
            Agreements agreements,
            Tokens tokens,
            StationLists link,
            Executor background,
            Clock clock,
            Ids ids) {
        OwnSites sites = new OwnSites(parties, ids);
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

    /** To be called every second. */
    public int sweep() {
        return lists.sweep();
    }
}
