package org.roaminghub.hub.station;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.command.UseReservation;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.ReservedStore.Row;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which reservation a transaction began with: the one that the station names, else the one that its session used up. */
final class ReservedTimes {

    private static final Logger LOG = LoggerFactory.getLogger(ReservedTimes.class);
    /** Clocks of stations differ from the hub's. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final ReservedStore store;
    private final Commands commands;
    private final Clock clock;
    private final Ids ids;

    ReservedTimes(ReservedStore store, Commands commands, Clock clock, Ids ids) {
        this.store = store;
        this.commands = commands;
        this.clock = clock;
        this.ids = ids;
    }

    /** From now on no other transaction has it, and nobody is billed for not having come. */
    void claim(Tx tx) {
        Tx.Started started = tx.started();
        Integer number = started == null ? null : started.reservation();
        if (started != null && number != null) {
            store.link(tx.id(), tx.station(), number, started.at().plus(CLOCKS_APART), clock.now());
        }
    }

    Optional<Row> find(Tx tx) {
        return store.find(tx.id());
    }

    /** Of another eMSP's card, as of the same group, it is no time that this eMSP pays. */
    static @Nullable Row paidBy(@Nullable Row row, PartyId emsp) {
        return row != null && row.emsp().equals(emsp) ? row : null;
    }

    /**
     * Its session is known to the hub by now: that ends the reservation {@code row}. True when only that told which one it is;
     * {@code row} is absent then.
     */
    boolean use(Tx tx, @Nullable Row row, SessionId session) {
        if (row == null) {
            return store.link(tx.id(), session, clock.now());
        }
        if (row.how() == null) {
            boolean ended = commands.send(new UseReservation(
                    row.reservation(),
                    session,
                    clock.now(),
                    Causes.of(Actor.automation("TellOfTransactions"), ids.next())));
            LOG.info("reservation=used id={} transaction={} new={}", row.reservation(), tx.id(), ended);
        }
        return false;
    }
}
