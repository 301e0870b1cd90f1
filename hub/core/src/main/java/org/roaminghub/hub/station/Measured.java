package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.CdrPricing.Stretch;
import org.roaminghub.hub.station.store.MeterStore.Register;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Dimension;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Power;

/**
 * What a transaction comes to by its readings; pure. {@code given}: the register of what the vehicle gave back. {@code held}: why no
 * bill can be made of it. Energy in Wh, never below 0.
 */
record Measured(
        Instant start,
        Instant end,
        @Nullable BigDecimal meterStartWh,
        @Nullable BigDecimal meterEndWh,
        BigDecimal energyWh,
        BigDecimal parkingS,
        List<ChargingPeriod> periods,
        List<Stretch> stretches,
        List<Register> given,
        @Nullable String held) {

    static final String METER_MISSING = "METER_MISSING";
    static final String METER_BACKWARDS = "METER_BACKWARDS";
    static final String METER_ABSURD = "METER_ABSURD";

    /** So long without energy is parking; shorter pauses are the vehicle's own. */
    private static final Duration PAUSE = Duration.ofMinutes(5);
    /** Where no one knows what the connector gives. */
    private static final BigDecimal MOST_WH = BigDecimal.valueOf(1_000_000);

    private static final BigDecimal MARGIN_WH = BigDecimal.valueOf(5_000);
    private static final BigDecimal MARGIN = new BigDecimal("1.5");
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    private record Point(Instant at, BigDecimal wh) {}

    /** {@code registers} by the station's clock, in order. {@code now} is the end of one that runs. */
    static Measured of(Tx tx, List<Register> registers, @Nullable Power most, Instant now) {
        Tx.Started started = tx.started();
        Instant start = started == null ? tx.receivedAt() : started.at();
        Duration shift = started == null ? Duration.ZERO : Duration.between(started.said(), started.at());
        Tx.End over = tx.end();
        Instant last = registers.isEmpty() ? start : registers.getLast().at().plus(shift);
        Instant end = over == null ? later(start, last.isAfter(now) ? now : last) : over.at();
        BigDecimal from = started != null && started.meterWh() != null
                ? started.meterWh()
                : registers.isEmpty() ? null : registers.getFirst().wh();
        BigDecimal to = over != null && over.meterWh() != null
                ? over.meterWh()
                : registers.isEmpty()
                        ? (over == null ? from : null)
                        : registers.getLast().wh();
        if (from == null || to == null) {
            return held(start, end, from, to, METER_MISSING);
        }
        BigDecimal energy = to.subtract(from);
        if (energy.signum() < 0) {
            return held(start, end, from, to, METER_BACKWARDS);
        }
        if (energy.compareTo(possible(start, end, most)) > 0) {
            return held(start, end, from, to, METER_ABSURD);
        }
        List<Stretch> stretches = stretches(points(start, end, from, to, registers, shift));
        List<ChargingPeriod> periods = periods(stretches);
        BigDecimal parked = periods.stream()
                .flatMap(p -> p.dimensions().stream())
                .filter(d -> d.type() == Type.PARKING_TIME)
                .map(Dimension::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Measured(start, end, from, to, energy, parked, periods, stretches, List.of(), null);
    }

    private static Measured held(
            Instant start, Instant end, @Nullable BigDecimal from, @Nullable BigDecimal to, String why) {
        return new Measured(
                start, end, from, to, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), List.of(), List.of(), why);
    }

    /** Nobody came. */
    static Measured nothing(Instant start, Instant end, List<ChargingPeriod> periods) {
        return new Measured(
                start, end, null, null, BigDecimal.ZERO, BigDecimal.ZERO, periods, List.of(), List.of(), null);
    }

    /** With what the vehicle gave back, by the station's clock, which {@code shift} corrects. */
    Measured giving(List<Register> back, Duration shift) {
        List<ChargingPeriod> both = Exports.into(periods, end, back, shift);
        return new Measured(start, end, meterStartWh, meterEndWh, energyWh, parkingS, both, stretches, back, held);
    }

    private static BigDecimal possible(Instant start, Instant end, @Nullable Power most) {
        if (most == null || most.value().signum() <= 0) {
            return MOST_WH;
        }
        return most.value()
                .multiply(seconds(start, end))
                .divide(SECONDS_AN_HOUR, 3, java.math.RoundingMode.HALF_UP)
                .multiply(MARGIN)
                .add(MARGIN_WH);
    }

    /** Start, end, and what lies between them and doesn't go down. */
    private static List<Point> points(
            Instant start, Instant end, BigDecimal from, BigDecimal to, List<Register> registers, Duration shift) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(start, from));
        for (Register register : registers) {
            Point before = points.getLast();
            Instant at = register.at().plus(shift);
            boolean inside = at.isAfter(before.at) && at.isBefore(end);
            if (inside
                    && register.wh().compareTo(before.wh) >= 0
                    && register.wh().compareTo(to) <= 0) {
                points.add(new Point(at, register.wh()));
            }
        }
        points.add(new Point(end, to));
        return points;
    }

    /** Without energy it only stood there, but for pauses: how often it was read in between is nothing to that. */
    private static List<Stretch> stretches(List<Point> points) {
        List<Stretch> stretches = new ArrayList<>();
        Instant idle = points.getFirst().at;
        int first = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            BigDecimal energy = to.wh.subtract(from.wh);
            stretches.add(new Stretch(from.at, to.at, true, energy));
            boolean ends = i == points.size() - 1;
            if (energy.signum() > 0) {
                standing(stretches, first, i - 1, idle, from.at);
                first = i;
                idle = to.at;
            } else if (ends) {
                standing(stretches, first, i, idle, to.at);
            }
        }
        return stretches;
    }

    private static void standing(List<Stretch> stretches, int first, int until, Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(PAUSE) >= 0) {
            for (int i = first; i < until; i++) {
                Stretch s = stretches.get(i);
                stretches.set(i, new Stretch(s.start(), s.end(), false, s.energyWh()));
            }
        }
    }

    private static List<ChargingPeriod> periods(List<Stretch> stretches) {
        List<ChargingPeriod> periods = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= stretches.size(); i++) {
            if (i == stretches.size()
                    || stretches.get(i).charging() != stretches.get(first).charging()) {
                periods.add(period(stretches.subList(first, i)));
                first = i;
            }
        }
        return periods;
    }

    private static ChargingPeriod period(List<Stretch> stretches) {
        Instant start = stretches.getFirst().start();
        BigDecimal energy = stretches.stream().map(Stretch::energyWh).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Dimension> dimensions = List.of(
                new Dimension(
                        stretches.getFirst().charging() ? Type.TIME : Type.PARKING_TIME,
                        seconds(start, stretches.getLast().end())),
                new Dimension(Type.ENERGY, energy));
        return new ChargingPeriod(start, null, dimensions, false);
    }

    static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
