package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.TransactionStore.PartRow;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Start;
import org.roaminghub.spi.inbound.Stations.Stop;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.Completeness;

/** What messages do to transactions; pure (facts §5 and §6, model §4). */
final class TxRules {

    private static final String STARTED = Part.Kind.STARTED.name();
    private static final String ENDED = Part.Kind.ENDED.name();

    private TxRules() {}

    static Tx started(Tx blank, Start start, Tx.Holder holder, Instant now) {
        Tx.Started started =
                new Tx.Started(Clocks.corrected(start.at(), now), start.at(), start.meterWh(), start.reservation());
        Tx tx = blank.at(start.evse(), start.connector()).with(started).with(holder);
        return Clocks.isPossible(start.at(), now) ? tx : tx.flagged(Tx.CLOCK);
    }

    /** The first end counts; one that was only assumed gives way to the real one. */
    static Optional<Tx> stopped(Tx tx, Stop stop, Instant now) {
        Tx.End before = tx.end();
        if (before != null && before.completeness() != Completeness.NO_STOP) {
            return Optional.empty();
        }
        Tx.Started start = Objects.requireNonNull(tx.started());
        Instant at = Clocks.correctedEnd(stop.at(), now, start);
        Tx over = tx.with(new Tx.End(at, stop.at(), stop.meterWh(), stop.reason(), Completeness.COMPLETE));
        return Optional.of(at.equals(stop.at()) ? over : over.flagged(Tx.CLOCK));
    }

    /** Nothing more comes: it ended with the last that was read. */
    static Tx endedUnheard(Tx tx, @Nullable Instant lastReadAt, Instant now) {
        Tx.End heard = tx.end();
        if (heard != null) {
            return tx.with(new Tx.End(heard.at(), heard.said(), heard.meterWh(), heard.reason(), Completeness.GAPS));
        }
        Tx.Started start = tx.started();
        Instant began = start == null ? tx.receivedAt() : start.at();
        Duration shift = start == null ? Duration.ZERO : Duration.between(start.said(), start.at());
        Instant last = lastReadAt == null ? began : lastReadAt.plus(shift);
        Instant end = last.isBefore(began) ? began : last.isAfter(now) ? now : last;
        return tx.with(new Tx.End(end, end.minus(shift), null, "Other", Completeness.NO_STOP));
    }

    /**
     * The open transaction that an end without a good id must mean: the only one of the station that fits by time, register and
     * token. Two that fit are none (facts §5: never stop a different one).
     */
    static Optional<Tx> meant(List<Tx> open, Stop stop, Instant now) {
        List<Tx> fitting =
                open.stream().filter(tx -> tx.numbered() && fits(tx, stop, now)).toList();
        return open.size() == 1 && fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static boolean fits(Tx tx, Stop stop, Instant now) {
        Tx.Started start = tx.started();
        if (start == null || tx.end() != null) {
            return false;
        }
        boolean inTime = !Clocks.isPossible(stop.at(), now) || !stop.at().isBefore(start.at());
        BigDecimal from = start.meterWh();
        BigDecimal to = stop.meterWh();
        boolean upwards = from == null || to == null || to.compareTo(from) >= 0;
        Tx.Holder holder = tx.holder();
        boolean sameToken = stop.token() == null || (holder != null && isOf(stop.token(), holder));
        return inTime && upwards && sameToken;
    }

    static boolean isOf(Token token, Tx.Holder holder) {
        return token.kind() == holder.kind()
                && token.seen().uid() != null
                && holder.token().uid() != null
                && token.seen()
                        .uid()
                        .matchKey(token.kind())
                        .equals(holder.token().uid().matchKey(holder.kind()));
    }

    /** A part of 2.x, whatever came before it; {@code parts} are all that came, this one too. */
    static Tx told(Tx tx, Part part, Tx.@Nullable Holder holder, List<PartRow> parts, Instant now) {
        Tx next = tx.at(part.evse(), part.connector());
        if (holder != null && next.holder() == null) {
            next = next.with(holder);
        }
        boolean last = part.kind() == Part.Kind.ENDED;
        if (part.cost() != null && (last || next.end() == null)) {
            next = next.costing(part.cost());
        }
        if (part.kind() == Part.Kind.STARTED && next.started() == null) {
            BigDecimal from = register(part.readings(), "Transaction.Begin", Comparator.reverseOrder());
            next = next.with(new Tx.Started(Clocks.corrected(part.at(), now), part.at(), from, part.reservation()));
            next = Clocks.isPossible(part.at(), now) ? next : next.flagged(Tx.CLOCK);
        }
        Tx.End end = next.end();
        if (last && (end == null || end.completeness() == Completeness.NO_STOP)) {
            Tx.Started start = next.started();
            Instant at = start == null ? Clocks.corrected(part.at(), now) : Clocks.correctedEnd(part.at(), now, start);
            String reason = part.stopReason();
            BigDecimal to = register(part.readings(), "Transaction.End", Comparator.naturalOrder());
            next = next.with(new Tx.End(at, part.at(), to, reason == null ? "Local" : reason, null));
        }
        return isWhole(parts) ? complete(next) : next;
    }

    /**
     * What the register stood at by a part's own word. Looking for it among all readings by its time would miss it: stations
     * stamp a reading a second off its part, or all parts of a short transaction with one second.
     */
    private static @Nullable BigDecimal register(List<Reading> readings, String context, Comparator<Instant> wanted) {
        return readings.stream()
                .filter(r -> r.measurand().equals(MeterStore.ENERGY)
                        && r.value() != null
                        && r.phase() == null
                        && (r.location() == null || r.location().equals(MeterStore.OUTLET)))
                .max(Comparator.comparing((Reading r) -> r.context().equals(context))
                        .thenComparing(Reading::at, wanted))
                .map(Reading::value)
                .orElse(null);
    }

    private static Tx complete(Tx tx) {
        Tx.End end = tx.end();
        return end == null || end.completeness() == Completeness.COMPLETE
                ? tx
                : tx.with(new Tx.End(end.at(), end.said(), end.meterWh(), end.reason(), Completeness.COMPLETE));
    }

    /** Start and end came and all numbers between them; where the end's isn't above the start's, they say nothing (facts §6). */
    static boolean isWhole(List<PartRow> parts) {
        Optional<PartRow> start =
                parts.stream().filter(p -> p.kind().equals(STARTED)).findFirst();
        Optional<PartRow> end =
                parts.stream().filter(p -> p.kind().equals(ENDED)).findFirst();
        if (start.isEmpty() || end.isEmpty()) {
            return false;
        }
        Set<Integer> numbers = new HashSet<>();
        parts.forEach(p -> numbers.add(p.number()));
        for (int n = start.get().number(); n < end.get().number(); n++) {
            if (!numbers.contains(n)) {
                return false;
            }
        }
        return true;
    }
}
