package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.station.TxCommands.Change;
import org.roaminghub.hub.station.TxCommands.Changed;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on with transactions by itself: partners are told, and what was never ended is closed. */
final class TransactionUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionUpkeep.class);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);
    private static final int MAX_SWEPT = 200;
    /** Transactions told of at once. */
    private static final int MAX_TELLERS = 12;

    private final TransactionStore store;
    private final MeterStore meters;
    private final TxCommands handler;
    private final Commands commands;
    private final Teller teller;
    private final Executor background;
    private final Set<TransactionId> telling = ConcurrentHashMap.newKeySet();
    private final Semaphore tellers = new Semaphore(MAX_TELLERS, true);
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Clock clock;
    private final Ids ids;

    TransactionUpkeep(
            TransactionStore store,
            MeterStore meters,
            TxCommands handler,
            Commands commands,
            Teller teller,
            Executor background,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.meters = meters;
        this.handler = handler;
        this.commands = commands;
        this.teller = teller;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
    }

    /** At once where few are told of; else the next sweep does it. */
    void tellNow(TransactionId id) {
        if (tellers.tryAcquire()) {
            inBackground(id);
        }
    }

    private void inBackground(TransactionId id) {
        try {
            background.execute(() -> {
                try {
                    tell(id);
                } finally {
                    tellers.release();
                }
            });
        } catch (RejectedExecutionException ending) {
            tellers.release();
        }
    }

    /** Never twice at once: two tellers would make two CDRs. One that comes too early is due still. */
    private void tell(TransactionId id) {
        if (!telling.add(id)) {
            return;
        }
        try {
            teller.tell(id);
        } catch (RuntimeException e) {
            LOG.warn("transaction=not_told id={} problem={}", id, e.getClass().getName());
            LOG.debug("transaction=not_told id={}", id, e);
            store.find(id).ifPresent(row -> {
                Instant now = clock.now();
                store.told(id, row.tellAt(), now.plus(TELL_AGAIN), now);
            });
        } finally {
            telling.remove(id);
        }
    }

    /** What it costs so far, or in the end. Empty where it has no price, and at the end until all of it came. */
    Optional<ShownCosts.Reckoned> cost(StationId station, String transaction) {
        return find(station, transaction).flatMap(teller::cost);
    }

    /** {@code transaction} as the station has it. */
    Optional<Tx> find(StationId station, String transaction) {
        return store.find(station, transaction).flatMap(handler::open);
    }

    int sweep() {
        Instant now = clock.now();
        int done = 0;
        for (TransactionId id : store.listToClose(now, MAX_SWEPT)) {
            close(id, now);
            done++;
        }
        // Those of this very moment are on their way already.
        List<TransactionId> due = store.listToTell(now.minusSeconds(2), MAX_SWEPT);
        if (!due.isEmpty() && sweeping.compareAndSet(false, true)) {
            try {
                background.execute(() -> tellAll(due));
            } catch (RejectedExecutionException ending) {
                sweeping.set(false);
            }
        }
        return done + due.size();
    }

    /** Not on the timer's thread: partners that are slow keep all tellers busy, and stations are looked after all the same. */
    private void tellAll(List<TransactionId> due) {
        try {
            for (TransactionId id : due) {
                tellers.acquireUninterruptibly();
                inBackground(id);
            }
        } finally {
            sweeping.set(false);
        }
    }

    private void close(TransactionId id, Instant now) {
        Tx tx = store.find(id).flatMap(handler::open).orElse(null);
        Tx.Started started = tx == null ? null : tx.started();
        Instant last = tx == null || started == null
                ? null
                : meters.registers(id, tx.station(), tx.evse(), started.said(), now).taken().stream()
                        .reduce((first, second) -> second)
                        .map(MeterStore.Register::at)
                        .orElse(null);
        boolean changed = commands.send(new Change(
                id,
                (before, row) -> before.isOver()
                        ? new Changed(before, null, row.tellAt())
                        : new Changed(TxRules.endedUnheard(before, last, now), null, now),
                null,
                null,
                List.of(),
                null,
                Causes.of(Actor.automation("CloseSilentTransactions"), ids.next()),
                now));
        if (changed) {
            LOG.info("transaction=closed id={}", id);
            tell(id);
        }
    }
}
