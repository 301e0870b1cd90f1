package org.roaminghub.hub.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.MeterStore.Register;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Dimension;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Power;

/**
 * What a transaction comes to by its readings; pure. {@code held}: why no bill can be made of it. Energy in Wh, never below 0.
 */
record Measured(
        Instant start,
        Instant end,
        @Nullable BigDecimal meterStartWh,
        @Nullable BigDecimal meterEndWh,
        BigDecimal energyWh,
        BigDecimal parkingS,
        List<ChargingPeriod> periods,
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
            return new Measured(start, end, from, to, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), METER_MISSING);
        }
        BigDecimal energy = to.subtract(from);
        if (energy.signum() < 0) {
            return new Measured(start, end, from, to, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), METER_BACKWARDS);
        }
        if (energy.compareTo(possible(start, end, most)) > 0) {
            return new Measured(start, end, from, to, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), METER_ABSURD);
        }
        List<ChargingPeriod> periods = periods(points(start, end, from, to, registers, shift));
        BigDecimal parked = periods.stream()
                .flatMap(p -> p.dimensions().stream())
                .filter(d -> d.type() == Type.PARKING_TIME)
                .map(Dimension::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Measured(start, end, from, to, energy, parked, periods, null);
    }

    Measured with(List<ChargingPeriod> others) {
        return new Measured(start, end, meterStartWh, meterEndWh, energyWh, parkingS, others, held);
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

    private static List<ChargingPeriod> periods(List<Point> points) {
        List<ChargingPeriod> periods = new ArrayList<>();
        Point from = points.getFirst();
        boolean flowing = true;
        for (int i = 1; i < points.size(); i++) {
            boolean flows = flows(points.get(i - 1), points.get(i));
            if (i > 1 && flows != flowing) {
                periods.add(period(from, points.get(i - 1), flowing));
                from = points.get(i - 1);
            }
            flowing = flows;
        }
        periods.add(period(from, points.getLast(), flowing));
        return periods;
    }

    private static boolean flows(Point from, Point to) {
        return to.wh.compareTo(from.wh) > 0 || Duration.between(from.at, to.at).compareTo(PAUSE) < 0;
    }

    private static ChargingPeriod period(Point from, Point to, boolean flowing) {
        List<Dimension> dimensions = List.of(
                new Dimension(flowing ? Type.TIME : Type.PARKING_TIME, seconds(from.at, to.at)),
                new Dimension(Type.ENERGY, to.wh.subtract(from.wh)));
        return new ChargingPeriod(from.at, null, dimensions, false);
    }

    static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
