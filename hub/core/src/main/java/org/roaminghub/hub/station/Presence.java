package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.station.StationCommands.NotePresence;
import org.roaminghub.hub.station.store.PresenceIntake;
import org.roaminghub.hub.station.store.StateIntake;
import org.roaminghub.hub.station.store.StateIntake.Seen;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.EvseRow;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which stations are there, and what their EVSEs are doing, as the hub's own party publishes it. */
final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int MAX_SWEPT = 500;

    private final StationStore store;
    private final PresenceIntake comings;
    private final StateIntake states;
    private final Commands commands;
    private final Locations locations;
    private final OwnSites sites;
    private final Transactions transactions;
    private final Supplier<StationLink> link;
    private final StationTimes times;
    private final Clock clock;
    private final Ids ids;

    Presence(
            StationStore store,
            PresenceIntake comings,
            StateIntake states,
            Commands commands,
            Locations locations,
            OwnSites sites,
            Transactions transactions,
            Supplier<StationLink> link,
            StationTimes times,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.comings = comings;
        this.states = states;
        this.commands = commands;
        this.locations = locations;
        this.sites = sites;
        this.transactions = transactions;
        this.link = link;
        this.times = times;
        this.clock = clock;
        this.ids = ids;
    }

    /** Those that are gone for longer than the grace are lost. Answers how many. */
    int sweep(Instant now) {
        List<StationId> gone = store.listGone(now.minus(times.offline()), MAX_SWEPT);
        for (StationId id : gone) {
            try {
                lose(id, now);
            } catch (RuntimeException e) {
                // It is still gone the next time; the others are so now.
                LOG.warn("station=not_lost id={} problem={}", id, e.getClass().getName());
            }
        }
        return gone.size();
    }

    boolean connected(StationId station, String version) {
        Instant now = clock.now();
        boolean found = comings.connected(station, version, now)
                && commands.send(new NotePresence(
                        station, false, now, Causes.of(new Actor("STATION:" + station), ids.next()), now));
        if (found) {
            LOG.info("station=found id={}", station);
        }
        return found;
    }

    void disconnected(StationId station) {
        comings.gone(station, clock.now());
    }

    void status(StationId station, int evse, int connector, EvseStatus status, Instant at, Original original) {
        if (evse == 0) {
            store.find(station).ifPresent(row -> whole(row, status, original));
            return;
        }
        StateIntake.Said said = new StateIntake.Said(station, evse, status, Clocks.corrected(at, clock.now()));
        Seen seen = states.note(said)
                .or(() -> addUnconfirmed(station, evse) ? states.note(said) : Optional.empty())
                .orElse(null);
        EvseStatus now = seen == null ? null : seen.status();
        if (seen == null || now == null) {
            return;
        }
        publish(seen.party(), seen.locationFid(), seen.evse(), now, original);
        if (status == EvseStatus.AVAILABLE && seen.busy()) {
            transactions.free(station, evse);
        }
    }

    /** False when there is no such station. */
    private boolean addUnconfirmed(StationId station, int evse) {
        if (store.find(station).isEmpty()) {
            return false;
        }
        if (store.addEvse(station, new StationEvse(evse, null, null, List.of()))) {
            LOG.info("station=evse_unconfirmed id={} evse={}", station, evse);
        }
        return true;
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
        publish(row.party(), row.locationFid(), evse, status, original);
    }

    private void publish(PartyId owner, String locationFid, StationEvse evse, EvseStatus status, Original original) {
        if (evse.isConfirmed()) {
            locations.report(
                    sites.speaks(),
                    new LocationTarget(owner, locationFid, evse.evseFid(), null),
                    new Locations.Change.Status(status, clock.now()),
                    original,
                    true);
        }
    }

    private void lose(StationId id, Instant now) {
        Row row = store.find(id).orElse(null);
        Instant since = row == null ? null : row.goneSince();
        if (row != null && link.get().isConnected(row.identity())) {
            // It came back while its leaving was being written.
            comings.connected(id, String.valueOf(row.ocppVersion()), now);
            if (!link.get().isConnected(row.identity())) {
                comings.gone(id, now);
            }
            return;
        }
        if (row == null || since == null || !since.isBefore(now.minus(times.offline()))) {
            return;
        }
        // First, so that a hub that ends in between tells it once more.
        store.evses(id).forEach(evse -> publish(row, evse.evse(), EvseStatus.UNKNOWN, OwnSites.NOTHING));
        Causes causes = Causes.of(Actor.automation("NoteLostStations"), ids.next());
        if (commands.send(new NotePresence(id, true, since, causes, now))) {
            LOG.info("station=lost id={}", id);
        } else if (store.find(id).filter(known -> known.goneSince() == null).isPresent()) {
            // It came back meanwhile, and nobody asks it what its EVSEs are doing.
            store.evses(id).forEach(evse -> publish(row, evse.evse(), evse.status(), OwnSites.NOTHING));
        }
    }
}
