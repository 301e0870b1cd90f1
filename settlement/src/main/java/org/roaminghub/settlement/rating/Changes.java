package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a price of a list may begin or end to hold. More than needed does no harm: what costs the same is joined again. */
final class Changes {

    /** Longer sessions get no cuts by the clock beyond that. */
    private static final int MAX_DAYS = 400;

    private final TreeSet<LocalTime> times = new TreeSet<>();
    private final TreeSet<BigDecimal> durations = new TreeSet<>();
    private final TreeSet<BigDecimal> energies = new TreeSet<>();
    private final TreeSet<Instant> instants = new TreeSet<>();
    private final boolean clock;
    private final ZoneId zone;
    private final Instant start;

    Changes(PriceList list, ZoneId zone, Instant start) {
        this.zone = zone;
        this.start = start;
        this.clock = list.asks(Condition::asksForWallClock);
        for (PriceList.Price price : list.prices()) {
            Condition c = price.condition();
            hours(c.hours());
            c.windows().forEach(window -> hours(window.hours()));
            limits(durations, c.minS(), c.maxS());
            limits(energies, c.minWh(), c.maxWh());
            if (c.interval() != null) {
                instants.add(c.interval().start());
                Stream.ofNullable(c.interval().end()).forEach(instants::add);
            }
        }
        if (clock) {
            times.add(LocalTime.MIDNIGHT);
        }
    }

    private void hours(Condition.Hours hours) {
        times.add(hours.from());
        times.add(hours.until());
    }

    private static void limits(Set<BigDecimal> limits, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        Stream.of(min, max).flatMap(Stream::ofNullable).forEach(limits::add);
    }

    /** Between these two, both excluded. */
    Set<Instant> ofTime(Instant from, Instant to) {
        Set<Instant> found = new TreeSet<>(instants);
        durations.forEach(s -> found.add(start.plusMillis(s.movePointRight(3).longValue())));
        if (clock) {
            found.addAll(ofClock(from, to));
        }
        found.removeIf(at -> !at.isAfter(from) || !at.isBefore(to));
        return found;
    }

    /** A time that comes twice is one of both; one that the clock jumps over holds from the jump on. */
    private Set<Instant> ofClock(Instant from, Instant to) {
        Set<Instant> found = new TreeSet<>();
        ZoneRules rules = zone.getRules();
        LocalDate last = to.atZone(zone).toLocalDate();
        LocalDate day = from.atZone(zone).toLocalDate();
        for (int n = 0; !day.isAfter(last) && n < MAX_DAYS; n++, day = day.plusDays(1)) {
            for (LocalTime time : times) {
                LocalDateTime local = day.atTime(time);
                for (ZoneOffset offset : rules.getValidOffsets(local)) {
                    found.add(local.toInstant(offset));
                }
            }
        }
        for (ZoneOffsetTransition jump = rules.nextTransition(from);
                jump != null && jump.getInstant().isBefore(to);
                jump = rules.nextTransition(jump.getInstant())) {
            found.add(jump.getInstant());
        }
        return found;
    }

    /** When a limit of energy was crossed, and what had flowed in the stretch by then: to a whole second inside of it. */
    Map<Instant, BigDecimal> ofEnergy(Stretch stretch, BigDecimal before) {
        Map<Instant, BigDecimal> found = new TreeMap<>();
        long length = Duration.between(stretch.start(), stretch.end()).toSeconds();
        if (stretch.energyWh().signum() <= 0 || length < 2) {
            return found;
        }
        Function<BigDecimal, Instant> when = part -> stretch.start()
                .plusSeconds(Math.clamp(
                        part.multiply(BigDecimal.valueOf(length))
                                .divide(stretch.energyWh(), 0, RoundingMode.HALF_UP)
                                .longValueExact(),
                        1,
                        length - 1));
        for (BigDecimal limit : energies.subSet(before, false, before.add(stretch.energyWh()), false)) {
            BigDecimal part = limit.subtract(before);
            found.put(when.apply(part), part);
        }
        return found;
    }
}
