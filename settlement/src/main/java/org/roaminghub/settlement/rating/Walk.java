package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Type;

/** Goes through the periods in order of time and finds each quantity its price. */
final class Walk {

    private static final BigDecimal HALF_A_SECOND = new BigDecimal("0.5");
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final int POWER_DIGITS = 6;

    private static final Map<Type, Bucket> PRICED = new EnumMap<>(Map.of(
            Type.ENERGY, Bucket.ENERGY,
            Type.TIME, Bucket.TIME,
            Type.PARKING_TIME, Bucket.PARKING_TIME,
            Type.RESERVATION_TIME, Bucket.RESERVATION_TIME));

    private final RatingInput input;
    private final Set<String> notes;
    private final Lists lists;
    private final List<Segment> segments = new ArrayList<>();
    private final Set<Bucket> fees = EnumSet.noneOf(Bucket.class);
    private BigDecimal energyWh = BigDecimal.ZERO;

    Walk(RatingInput input, Set<String> notes) throws PriceList.NoList {
        this.input = input;
        this.notes = notes;
        this.lists = Lists.of(input);
    }

    List<Segment> segments() throws PriceList.NoList {
        List<ChargingPeriod> periods = ordered();
        Instant charging = periods.stream()
                .filter(p -> volume(p, Type.RESERVATION_TIME).isEmpty())
                .map(ChargingPeriod::start)
                .findFirst()
                .orElse(input.start());
        for (int i = 0; i < periods.size(); i++) {
            Instant end = i + 1 < periods.size() ? periods.get(i + 1).start() : input.end();
            price(i, periods.get(i), end, charging);
        }
        return segments;
    }

    private List<ChargingPeriod> ordered() {
        List<ChargingPeriod> ordered = input.periods().stream()
                .sorted(Comparator.comparing(ChargingPeriod::start))
                .toList();
        if (!ordered.equals(input.periods())) {
            notes.add(Note.PERIODS_OUT_OF_ORDER.name());
        }
        return ordered;
    }

    private void price(int index, ChargingPeriod period, Instant end, Instant charging) throws PriceList.NoList {
        PriceList list = lists.of(period);
        boolean reserved = volume(period, Type.RESERVATION_TIME).isPresent();
        Instant since = reserved ? input.start() : charging;
        BigDecimal energy = volume(period, Type.ENERGY).orElse(BigDecimal.ZERO);
        Moment.Flow flow = flow(list, period, energy, end);
        Moment moment = Moment.of(period.start(), input.zone(), energyWh, seconds(since, period.start()), flow);
        List<PriceList.Price> used = new ArrayList<>();
        for (Type type : PRICED.keySet()) {
            BigDecimal volume = volume(period, type).orElse(BigDecimal.ZERO);
            if (volume.signum() == 0) {
                continue;
            }
            Optional<PriceList.Price> price = list.find(PRICED.get(type), moment, input.reservationExpired());
            price.ifPresent(p -> {
                used.add(p);
                add(index, period.start(), end, list, p, snapped(type, volume, period, end));
            });
            if (price.isEmpty()) {
                notes.add(Note.NO_PRICE_COMPONENT.of(type));
            }
        }
        Bucket fee = reserved ? Bucket.FLAT_RESERVATION : Bucket.FLAT_CHARGE;
        if (!fees.contains(fee)) {
            list.find(fee, moment, input.reservationExpired()).ifPresent(p -> {
                fees.add(fee);
                add(index, period.start(), period.start(), list, p, BigDecimal.ONE);
            });
        }
        noteChange(list, period, end, since, energy, flow, used);
        energyWh = energyWh.add(energy);
    }

    private void add(int index, Instant start, Instant end, PriceList list, PriceList.Price price, BigDecimal volume) {
        segments.add(new Segment(index, start, end, list, price, volume, volume));
    }

    /** Whether one second before the period's end another price would hold: then it should have been two. */
    private void noteChange(
            PriceList list,
            ChargingPeriod period,
            Instant end,
            Instant since,
            BigDecimal energy,
            Moment.Flow flow,
            List<PriceList.Price> used) {
        BigDecimal length = seconds(period.start(), end);
        if (used.isEmpty() || length.compareTo(BigDecimal.ONE) <= 0) {
            return;
        }
        BigDecimal most = energy.multiply(length.subtract(BigDecimal.ONE)).divide(length, 3, RoundingMode.FLOOR);
        Instant late = end.minusSeconds(1);
        Moment then = Moment.of(late, input.zone(), energyWh.add(most), seconds(since, late), flow);
        boolean same = used.stream()
                .allMatch(price -> list.find(price.bucket(), then, input.reservationExpired())
                        .filter(price::equals)
                        .isPresent());
        if (!same) {
            notes.add(Note.PERIOD_SPANS_PRICE_CHANGE.name());
        }
    }

    private Moment.Flow flow(PriceList list, ChargingPeriod period, BigDecimal energy, Instant end) {
        Moment.Flow said = Moment.Flow.of(
                volume(period, Type.MIN_CURRENT).orElse(null),
                volume(period, Type.MAX_CURRENT).orElse(null),
                volume(period, Type.MIN_POWER).orElse(null),
                volume(period, Type.MAX_POWER).orElse(null));
        if (said.minA() == null && asks(list, period, Condition::asksForCurrent)) {
            notes.add(Note.CURRENT_UNKNOWN.name());
        }
        BigDecimal length = seconds(period.start(), end);
        if (said.minW() != null || length.signum() <= 0 || !asks(list, period, Condition::asksForPower)) {
            return said;
        }
        notes.add(Note.POWER_DERIVED.name());
        BigDecimal mean = energy.multiply(SECONDS_AN_HOUR).divide(length, POWER_DIGITS, RoundingMode.HALF_UP);
        return Moment.Flow.of(said.minA(), said.maxA(), mean, mean);
    }

    private static boolean asks(PriceList list, ChargingPeriod period, Predicate<Condition> question) {
        return PRICED.entrySet().stream()
                .filter(priced -> volume(period, priced.getKey())
                        .filter(v -> v.signum() != 0)
                        .isPresent())
                .anyMatch(priced -> list.asks(priced.getValue(), question));
    }

    /** Hours with four or six digits stand for whole seconds of the clock, else an exact step would become the next one. */
    private BigDecimal snapped(Type type, BigDecimal volume, ChargingPeriod period, Instant end) {
        if (type == Type.ENERGY) {
            return volume;
        }
        BigDecimal clock = seconds(period.start(), end).setScale(0, RoundingMode.HALF_UP);
        if (clock.subtract(volume).abs().compareTo(HALF_A_SECOND) <= 0) {
            return clock;
        }
        boolean alone = PRICED.keySet().stream()
                .noneMatch(other -> other != type
                        && other != Type.ENERGY
                        && volume(period, other).filter(v -> v.signum() != 0).isPresent());
        if (alone) {
            notes.add(Note.DURATION_MISMATCH.name());
        }
        return volume;
    }

    private static Optional<BigDecimal> volume(ChargingPeriod period, Type type) {
        return period.dimensions().stream()
                .filter(d -> d.type() == type)
                .map(ChargingPeriod.Dimension::volume)
                .reduce(BigDecimal::add);
    }

    static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }
}
