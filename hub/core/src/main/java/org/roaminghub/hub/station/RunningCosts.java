package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.hub.cdr.CurrentPrices;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.spi.outbound.StationWords.SoFar;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells stations that show costs what a transaction comes to so far, beside the answers to their own messages. It is what partners
 * were just told: nothing is reckoned for it. The newest cost waits for its time, nothing is told twice, and of one station at
 * most one call is out. What was told is forgotten with this node; then it is told once more.
 */
public final class RunningCosts {

    private static final Logger LOG = LoggerFactory.getLogger(RunningCosts.class);

    /** The answer to the message that brought a cost comes first, and may have told it. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A station that kept silent is told nothing for so long: it holds up others. */
    private static final Duration SILENCE = Duration.ofMinutes(5);
    /** Of a transaction that is told of elsewhere now, nothing is remembered for longer. */
    private static final Duration REMEMBERED = Duration.ofDays(1);
    /** Transactions whose costs are remembered; beyond it none are told. */
    private static final int MAX_FOLLOWED = 50_000;
    /** Stations that are told at once. */
    private static final int MAX_AT_ONCE = 32;

    private final StationStore stations;
    private final SettingStore settings;
    private final CurrentPrices prices;
    private final StationWords words;
    private final Supplier<StationLink> link;
    private final Duration every;
    private final Turns turns;
    private final Clock clock;
    private final Map<Key, State> followed = new ConcurrentHashMap<>();

    /** {@code every}: a transaction's cost is told no more often. */
    public RunningCosts(
            StationStore stations,
            SettingStore settings,
            CurrentPrices prices,
            StationWords words,
            Supplier<StationLink> link,
            Duration every,
            Executor background,
            Clock clock) {
        this.stations = stations;
        this.settings = settings;
        this.prices = prices;
        this.words = words;
        this.link = link;
        this.every = every;
        this.turns = new Turns(MAX_AT_ONCE, "cost", background);
        this.clock = clock;
    }

    private record Key(StationId station, String transaction) {}

    /**
     * {@code heard}: the reading of the newest cost. {@code next}: nothing is told before. {@code mute}: the station knows no such
     * message.
     */
    private record State(
            Instant heard,
            @Nullable Money told,
            Instant next,
            @Nullable SoFar waits,
            boolean mute) {}

    /**
     * Partners were told of a running transaction. A station that reckons itself is left alone; what was measured may be newer than
     * {@code tx}, so the {@code newest} word on that counts.
     */
    void told(Tx tx, Priced priced, Measured measured, @Nullable String zone, Supplier<Optional<Tx>> newest) {
        if (tx.stationCost() != null) {
            over(tx);
            return;
        }
        if (!(priced instanceof Priced.Cost cost) || cost.tariffs().isEmpty()) {
            return;
        }
        Money money = ShownCosts.withTaxes(cost.total());
        Map<String, String> set = settings.find(tx.station(), ShownCosts.NAMES);
        if (money == null
                || measured.meterEndWh() == null
                || !ShownCosts.isFollowed(tx.numbered(), set)
                || !ShownCosts.isIn(money, set)
                || newest.get()
                        .filter(t -> !t.isOver() && t.stationCost() == null)
                        .isEmpty()) {
            return;
        }
        Prices now = tx.numbered()
                ? prices.at(cost.tariffs().getFirst(), zone, measured.start(), measured.end(), measured.energyWh())
                        .orElse(null)
                : null;
        boolean charging =
                measured.stretches().isEmpty() || measured.stretches().getLast().charging();
        waits(
                new Key(tx.station(), tx.ocppId()),
                new SoFar(tx.ocppId(), money, measured.end(), measured.meterEndWh(), charging, now));
    }

    /** Nothing is said of nothing, until there was something; nor what was reckoned before the newest reading. */
    private void waits(Key key, SoFar cost) {
        Instant soon = clock.now().plus(QUIET);
        followed.compute(key, (k, state) -> {
            if (state == null) {
                return followed.size() >= MAX_FOLLOWED || cost.cost().amount().signum() == 0
                        ? null
                        : new State(cost.at(), null, soon, cost, false);
            }
            if (cost.at().isBefore(state.heard)) {
                return state;
            }
            Instant next = state.next.isAfter(soon) ? state.next : soon;
            SoFar waits = cost.cost().equals(state.told) ? null : cost;
            return new State(cost.at(), state.told, next, waits, state.mute);
        });
    }

    /** The station was told by an answer; {@code at}: the reading of that cost. */
    void answered(StationId station, String transaction, Money cost, Instant at) {
        Instant next = clock.now().plus(every);
        followed.compute(new Key(station, transaction), (k, state) -> {
            if (state == null) {
                return followed.size() >= MAX_FOLLOWED ? null : new State(at, cost, next, null, false);
            }
            boolean newer = state.waits != null && state.heard.isAfter(at);
            return new State(newer ? state.heard : at, cost, next, newer ? state.waits : null, state.mute);
        });
    }

    void over(Tx tx) {
        followed.remove(new Key(tx.station(), tx.ocppId()));
    }

    /** Tells those whose time has come, behind the call. To be called every second. */
    int sweep() {
        Instant now = clock.now();
        int told = 0;
        followed.values().removeIf(state -> state.next.plus(REMEMBERED).isBefore(now));
        for (Map.Entry<Key, State> one : followed.entrySet()) {
            Key key = one.getKey();
            State state = one.getValue();
            boolean due = state.waits != null && !state.mute && !now.isBefore(state.next);
            if (due && turns.begin(key.station, () -> tell(key))) {
                told++;
            }
        }
        return told;
    }

    private void tell(Key key) {
        State state = followed.get(key);
        SoFar cost = state == null ? null : state.waits;
        if (cost == null) {
            return;
        }
        Instant next = clock.now().plus(every);
        change(key, s -> new State(s.heard, cost.cost(), next, cost.equals(s.waits) ? null : s.waits, s.mute));
        StationStore.Row station = stations.find(key.station).orElseThrow();
        StationWords.Said said =
                words.runningCost(String.valueOf(station.ocppVersion()), cost).orElse(null);
        if (said == null) {
            return;
        }
        Reply reply = link.get().call(station.identity(), said.action(), said.payload(), PATIENCE);
        switch (reply) {
            case Reply.Answered(String status, var payload) -> {
                LOG.info("station=cost_told id={} answer={}", key.station, status);
                if (status.startsWith("Unknown")) {
                    change(key, s -> new State(s.heard, s.told, s.next, s.waits, true));
                }
            }
            case Reply.Failed(String code, String why) ->
                change(key, s -> new State(s.heard, s.told, s.next, s.waits, true));
            case Reply.NotSayable no -> change(key, s -> new State(s.heard, s.told, s.next, s.waits, true));
            // It may not have heard it: what comes next is told, the same or not.
            case Reply.Silent silent ->
                change(key, s -> new State(s.heard, null, clock.now().plus(SILENCE), s.waits, s.mute));
            case Reply.Unreachable gone -> change(key, s -> new State(s.heard, null, s.next, s.waits, s.mute));
        }
    }

    private void change(Key key, UnaryOperator<State> change) {
        followed.computeIfPresent(key, (k, state) -> change.apply(state));
    }
}
