package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.ListCommands.NoteSent;
import org.roaminghub.hub.station.ListCommands.Switch;
import org.roaminghub.hub.station.store.LocalListStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.spi.outbound.StationLists.Look;
import org.roaminghub.spi.outbound.StationLists.Sent;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lists of tokens that stations have for when they can't ask: of those for which the administrator wants it. News of
 * tokens and agreements wait a moment, so that many become one message; what fails is tried again ever later.
 */
public final class LocalLists {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLists.class);

    /** News wait so long for more of them. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration LOOK_AGAIN = Duration.ofHours(6);
    private static final int MAX_SWEPT = 500;
    /** Stations that are told at once. */
    private static final int MAX_AT_ONCE = 8;
    /** Who takes longer goes on when the others had their turn. */
    private static final Duration TURN = Duration.ofMinutes(1);
    /** Entries in one message, whatever the station would take, and where it doesn't say. */
    private static final int MOST_IN_A_MESSAGE = 200;

    private static final int FEW_IN_A_MESSAGE = 20;
    /** 2.x tells how many there may be in reports of the device model only. */
    private static final String ENTRIES = "LocalAuthListCtrlr.Entries";

    private final LocalListStore store;
    private final StationStore stations;
    private final SettingStore settings;
    private final ListedTokens tokens;
    private final Agreements agreements;
    private final OwnSites sites;
    private final Commands commands;
    private final StationLists link;
    private final Executor background;
    private final Clock clock;
    private final Ids ids;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE);
    private volatile @Nullable Instant newsAt;
    private volatile Instant wokenAt = Instant.MIN;
    private volatile Set<PartyId> issuers = Set.of();

    LocalLists(
            LocalListStore store,
            StationStore stations,
            SettingStore settings,
            ListedTokens tokens,
            Agreements agreements,
            OwnSites sites,
            Commands commands,
            StationLists link,
            Executor background,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.stations = stations;
        this.settings = settings;
        this.tokens = tokens;
        this.agreements = agreements;
        this.sites = sites;
        this.commands = commands;
        this.link = link;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
        this.newsAt = clock.now();
    }

    /** A list for a look; a station whose list nobody ever wanted has none. */
    public Optional<LocalListStore.Row> find(String identity) {
        return stations.findByIdentity(identity).flatMap(row -> store.find(row.station()));
    }

    public Outcome<LocalListStore.Row> turn(String identity, boolean enabled, Actor by) {
        StationStore.Row row = stations.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        commands.send(new Switch(row.station(), enabled, Causes.of(by, ids.next()), clock.now()));
        LOG.info("station=list_switched id={} enabled={}", row.station(), enabled);
        return Outcome.done(store.find(row.station()).orElseThrow());
    }

    /** A token that own stations may see is another now. */
    void tokensChanged() {
        if (newsAt == null) {
            newsAt = clock.now();
        }
    }

    /** Lets those know whose time has come, behind the call. To be called every second. */
    int sweep() {
        Instant now = clock.now();
        Instant news = newsAt;
        if (news != null && !now.isBefore(news.plus(QUIET))) {
            newsAt = null;
            // After that: what changed before it is no news of its own.
            wokenAt = clock.now();
            store.wake(now);
        }
        List<LocalListStore.Row> due = store.listDue(now, MAX_SWEPT);
        if (store.isAnyEnabled()) {
            lookAtAgreements(now);
        }
        if (!due.isEmpty() && busy.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    tell(due);
                } catch (RuntimeException e) {
                    LOG.warn("station=lists_failed problem={}", e.getClass().getName());
                } finally {
                    busy.set(false);
                }
            });
        }
        return due.size();
    }

    private void lookAtAgreements(Instant now) {
        Set<PartyId> present = new HashSet<>();
        agreements.ofCpo(sites.party(), now).stream().map(Agreement::emsp).forEach(present::add);
        if (!present.equals(issuers)) {
            issuers = present;
            tokensChanged();
        }
    }

    private void tell(List<LocalListStore.Row> due) {
        Instant read = clock.now();
        List<ListPlan.Candidate> known = tokens.all();
        try {
            CompletableFuture.allOf(due.stream()
                            .map(list ->
                                    CompletableFuture.runAsync(() -> tellInTurn(list.station(), known), background))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            if (!wokenAt.isBefore(read)) {
                // Those who were just told didn't hear of it: their time had come before.
                store.wake(clock.now());
            }
        }
    }

    private void tellInTurn(StationId id, List<ListPlan.Candidate> known) {
        turns.acquireUninterruptibly();
        try {
            tell(id, known);
        } finally {
            turns.release();
        }
    }

    private void tell(StationId id, List<ListPlan.Candidate> known) {
        StationStore.Row station = stations.find(id).orElseThrow();
        LocalListStore.Row list = store.find(id).orElseThrow();
        int version = list.version();
        if (list.checkedAt() == null
                || station.bootedAt() == null
                || list.checkedAt().isBefore(station.bootedAt())) {
            // Who boots while it is asked is asked again.
            Instant asked = clock.now();
            Look look = link.look(station.identity());
            switch (look) {
                case Look.Has has -> {
                    boolean strange = has.version() != version;
                    version = Math.max(version, has.version());
                    store.checked(id, strange, has.most(), has.atOnce(), has.longest(), asked);
                }
                case Look.Unsupported no -> {
                    note(station, list, new ListPlan.Message(version, false, List.of()), Sent.NOT_SUPPORTED);
                    return;
                }
                case Look.Unheard silent -> {
                    store.failed(id, Sent.UNHEARD.name(), false, again(list));
                    return;
                }
            }
            list = store.find(id).orElseThrow();
        }
        send(station, list, plan(list, known, version));
    }

    private ListPlan plan(LocalListStore.Row list, List<ListPlan.Candidate> known, int version) {
        return ListPlan.of(
                list.enabled() ? known : List.of(),
                store.entries(list.station()),
                version,
                list.whole(),
                list.most() == null
                        ? settings.findMaxLimit(list.station(), ENTRIES).orElse(null)
                        : list.most(),
                Math.min(list.atOnce() == null ? FEW_IN_A_MESSAGE : list.atOnce(), MOST_IN_A_MESSAGE),
                list.longest());
    }

    private void send(StationStore.Row station, LocalListStore.Row list, ListPlan plan) {
        Instant end = clock.now().plus(TURN);
        for (ListPlan.Message message : plan.messages()) {
            if (clock.now().isAfter(end)) {
                store.done(station.station(), list.enabled(), plan.leftOut(), clock.now());
                return;
            }
            Sent sent = link.send(station.identity(), message.version(), message.whole(), message.said());
            note(station, list, message, sent);
            if (sent != Sent.ACCEPTED) {
                return;
            }
        }
        store.done(
                station.station(),
                list.enabled(),
                plan.leftOut(),
                list.enabled() ? clock.now().plus(LOOK_AGAIN) : null);
    }

    /** A version that doesn't fit is put right at once, by a whole list; what fails again waits. */
    private void note(StationStore.Row station, LocalListStore.Row list, ListPlan.Message message, Sent sent) {
        Instant now = clock.now();
        Instant next = sent == Sent.VERSION_MISMATCH && list.failures() == 0 ? now : again(list);
        commands.send(new NoteSent(
                station.station(),
                station.firmware(),
                message,
                sent,
                next,
                Causes.of(Actor.automation("KeepLocalLists"), ids.next()),
                now));
        LOG.info(
                "station=list_sent id={} version={} whole={} entries={} answer={}",
                station.station(),
                message.version(),
                message.whole(),
                message.entries().size(),
                sent);
    }

    private Instant again(LocalListStore.Row list) {
        return clock.now().plus(AGAIN.multipliedBy(1L << Math.min(list.failures(), MAX_DOUBLINGS)));
    }
}
