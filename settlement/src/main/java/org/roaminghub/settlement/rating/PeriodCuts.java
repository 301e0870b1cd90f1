package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Dimension;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Tariff;

/**
 * Makes charging periods of what own stations measured: cut where a price changes (OCPI: the CPO shall split there) and where
 * charging turns into parking, and nowhere else. What lies between two readings is taken as even, and such periods say so.
 */
public final class PeriodCuts {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final int WATT_DIGITS = 3;
    private static final int WH_DIGITS = 3;

    private final PriceList list;
    private final ZoneId zone;
    private final Instant start;
    private final Currents currents;
    private final boolean asksForCurrent;

    private PeriodCuts(PriceList list, ZoneId zone, Instant start, Currents currents) {
        this.list = list;
        this.zone = zone;
        this.start = start;
        this.currents = currents;
        this.asksForCurrent = list.asks(Condition::asksForCurrent);
    }

    /** The periods, or why the tariff prices nothing. */
    public sealed interface Cut {
        record Periods(List<ChargingPeriod> periods) implements Cut {}

        record None(Unrateable why) implements Cut {}
    }

    /**
     * {@code stretches} follow each other, after {@code waiting} where that is priced; {@code zone} of the place. None where a price
     * depends on a current that {@code currents} don't tell.
     */
    public static Cut cut(
            Tariff tariff, ZoneId zone, @Nullable Waiting waiting, List<Stretch> stretches, Currents currents) {
        try {
            PriceList list = PriceList.of(tariff);
            List<ChargingPeriod> periods = new ArrayList<>();
            if (waiting != null && waiting.from().isBefore(waiting.until()) && list.prices(waiting)) {
                periods.addAll(WaitingCuts.periods(list, zone, waiting));
            }
            if (!stretches.isEmpty()) {
                periods.addAll(new PeriodCuts(list, zone, stretches.getFirst().start(), currents).periods(stretches));
            }
            return new Cut.Periods(periods);
        } catch (PriceList.NoList none) {
            return new Cut.None(none.why());
        }
    }

    /** Whether the tariff's prices depend on the wall clock of the place; then a place without a time zone has no price. */
    public static boolean needsZone(Tariff tariff) {
        return asks(tariff, Condition::asksForWallClock);
    }

    /** Whether they depend on a current, which registers of energy don't tell: then there must be readings of it. */
    public static boolean needsCurrent(Tariff tariff) {
        return asks(tariff, Condition::asksForCurrent);
    }

    /** Whether they have one for the time of a reservation that ended so. */
    public static boolean prices(Tariff tariff, Waiting waiting) {
        try {
            return PriceList.of(tariff).prices(waiting);
        } catch (PriceList.NoList none) {
            return false;
        }
    }

    private static boolean asks(Tariff tariff, Predicate<Condition> question) {
        try {
            return PriceList.of(tariff).asks(question);
        } catch (PriceList.NoList none) {
            return false;
        }
    }

    // --- pieces at one price -----------------------------------------------------------------------------------------

    /** {@code watts} are those of the whole stretch. {@code prices}: what holds at its start, for each bucket. */
    private record Piece(
            Instant start,
            Instant end,
            boolean charging,
            BigDecimal energyWh,
            BigDecimal watts,
            @Nullable BigDecimal amps,
            boolean estimated,
            List<PriceList.@Nullable Price> prices) {

        boolean goesOnAs(Piece next) {
            return charging == next.charging && prices.equals(next.prices);
        }
    }

    private List<ChargingPeriod> periods(List<Stretch> stretches) throws PriceList.NoList {
        Changes changes = new Changes(list, zone, start);
        List<Piece> pieces = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (Stretch stretch : stretches) {
            boolean nothing = !stretch.end().isAfter(stretch.start())
                    && stretch.energyWh().signum() == 0;
            if (!nothing || stretches.size() == 1) {
                pieces.addAll(pieces(stretch, before, changes));
                before = before.add(stretch.energyWh());
            }
        }
        List<ChargingPeriod> periods = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= pieces.size(); i++) {
            if (i == pieces.size() || !pieces.get(i - 1).goesOnAs(pieces.get(i))) {
                periods.add(period(pieces.subList(first, i)));
                first = i;
            }
        }
        return periods;
    }

    private List<Piece> pieces(Stretch stretch, BigDecimal before, Changes changes) throws PriceList.NoList {
        TreeMap<Instant, BigDecimal> cuts = new TreeMap<>();
        changes.ofTime(stretch.start(), stretch.end()).forEach(at -> cuts.put(at, share(stretch, at)));
        changes.ofEnergy(stretch, before).forEach(cuts::put);
        if (asksForCurrent) {
            currents.changes(stretch.start(), stretch.end()).forEach(at -> cuts.put(at, share(stretch, at)));
        }
        cuts.put(stretch.end(), stretch.energyWh());
        BigDecimal watts = watts(stretch);
        boolean estimated = cuts.size() > 1 && stretch.energyWh().signum() != 0;
        List<Piece> pieces = new ArrayList<>();
        Instant from = stretch.start();
        BigDecimal done = BigDecimal.ZERO;
        for (var cut : cuts.entrySet()) {
            BigDecimal upTo = cut.getValue().max(done);
            BigDecimal amps = asksForCurrent ? amps(stretch, from, cut.getKey()) : null;
            pieces.add(new Piece(
                    from,
                    cut.getKey(),
                    stretch.charging(),
                    upTo.subtract(done),
                    watts,
                    amps,
                    estimated,
                    prices(from, before.add(done), watts, amps)));
            from = cut.getKey();
            done = upTo;
        }
        return pieces;
    }

    /** Null only where nothing that is charged for depends on it. */
    private @Nullable BigDecimal amps(Stretch stretch, Instant from, Instant to) throws PriceList.NoList {
        BigDecimal amps = currents.of(stretch, from, to);
        Bucket time = stretch.charging() ? Bucket.TIME : Bucket.PARKING_TIME;
        boolean needed = (stretch.energyWh().signum() != 0 && list.asks(Bucket.ENERGY, Condition::asksForCurrent))
                || list.asks(time, Condition::asksForCurrent)
                || list.asks(Bucket.FLAT_CHARGE, Condition::asksForCurrent);
        if (amps == null && needed) {
            throw new PriceList.NoList(
                    Unrateable.TARIFF_NEEDS_CURRENT, list.tariff().fid() + ": since " + from);
        }
        return amps;
    }

    private List<PriceList.@Nullable Price> prices(
            Instant at, BigDecimal energyWh, BigDecimal watts, @Nullable BigDecimal amps) {
        Moment moment =
                Moment.of(at, zone, energyWh, Walk.seconds(start, at), new Moment.Flow(amps, amps, watts, watts));
        List<PriceList.@Nullable Price> prices = new ArrayList<>();
        for (Bucket bucket : List.of(Bucket.ENERGY, Bucket.TIME, Bucket.PARKING_TIME, Bucket.FLAT_CHARGE)) {
            prices.add(list.find(bucket, moment, false).orElse(null));
        }
        return prices;
    }

    /** What had flowed by then, evenly. */
    private static BigDecimal share(Stretch stretch, Instant at) {
        long all = Duration.between(stretch.start(), stretch.end()).toMillis();
        long part = Duration.between(stretch.start(), at).toMillis();
        return stretch.energyWh()
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(all), WH_DIGITS, RoundingMode.HALF_UP);
    }

    private static BigDecimal watts(Stretch stretch) {
        BigDecimal length = Walk.seconds(stretch.start(), stretch.end());
        return length.signum() <= 0
                ? BigDecimal.ZERO
                : stretch.energyWh().multiply(SECONDS_AN_HOUR).divide(length, WATT_DIGITS, RoundingMode.HALF_UP);
    }

    private ChargingPeriod period(List<Piece> pieces) {
        Piece first = pieces.getFirst();
        BigDecimal energy = pieces.stream().map(Piece::energyWh).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(new Dimension(
                first.charging ? Type.TIME : Type.PARKING_TIME, Walk.seconds(first.start, pieces.getLast().end)));
        dimensions.add(new Dimension(Type.ENERGY, energy));
        if (list.asks(Condition::asksForPower)) {
            dimensions.add(new Dimension(
                    Type.MIN_POWER,
                    pieces.stream().map(Piece::watts).reduce(BigDecimal::min).orElseThrow()));
            dimensions.add(new Dimension(
                    Type.MAX_POWER,
                    pieces.stream().map(Piece::watts).reduce(BigDecimal::max).orElseThrow()));
        }
        if (asksForCurrent && pieces.stream().allMatch(piece -> piece.amps != null)) {
            dimensions.add(new Dimension(
                    Type.MIN_CURRENT,
                    pieces.stream().map(Piece::amps).reduce(BigDecimal::min).orElseThrow()));
            dimensions.add(new Dimension(
                    Type.MAX_CURRENT,
                    pieces.stream().map(Piece::amps).reduce(BigDecimal::max).orElseThrow()));
        }
        // Only the outer ends count: what was read in between is in the sum as it was read.
        boolean estimated = first.estimated || pieces.getLast().estimated;
        return new ChargingPeriod(first.start, list.tariff().fid(), dimensions, estimated);
    }
}
