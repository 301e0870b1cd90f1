package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff.Restriction;

/**
 * A restriction, read once. Everything it names must hold (OCPI 2.3.0 §11.4.6): lower limits are in, upper ones are out. Times are
 * of the wall clock of each instant, so a change of the clocks needs no case of its own.
 */
record Condition(
        Hours hours,
        @Nullable LocalDate firstDate,
        @Nullable LocalDate endDate,
        @Nullable BigDecimal minWh,
        @Nullable BigDecimal maxWh,
        @Nullable BigDecimal minA,
        @Nullable BigDecimal maxA,
        @Nullable BigDecimal minW,
        @Nullable BigDecimal maxW,
        @Nullable BigDecimal minS,
        @Nullable BigDecimal maxS,
        Set<DayOfWeek> days,
        List<DayHours> windows,
        @Nullable Interval interval) {

    static final Condition NONE = new Condition(
            Hours.ALWAYS, null, null, null, null, null, null, null, null, null, null, Set.of(), List.of(), null);

    /** From inclusive to exclusive; one that ends before it starts goes over midnight, equal ends are the whole day. */
    record Hours(LocalTime from, LocalTime until) {

        static final Hours ALWAYS = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

        static Hours of(@Nullable String from, @Nullable String until) {
            return from == null && until == null ? ALWAYS : new Hours(time(from), time(until));
        }

        /** A missing start is 00:00 and a missing end 24:00, which is the 00:00 that follows. */
        private static LocalTime time(@Nullable String text) {
            return text == null || text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        }

        boolean contain(LocalTime time) {
            if (from.equals(until)) {
                return true;
            }
            boolean begun = !time.isBefore(from);
            boolean before = time.isBefore(until);
            return from.isBefore(until) ? begun && before : begun || before;
        }

        boolean isAlways() {
            return from.equals(until);
        }
    }

    record DayHours(DayOfWeek day, Hours hours) {}

    /** Throws DateTimeException for a time or date that is none. */
    static Condition of(@Nullable Restriction r) {
        if (r == null) {
            return NONE;
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        r.days().forEach(day -> days.add(DayOfWeek.of(day)));
        return new Condition(
                Hours.of(r.startTime(), r.endTime()),
                date(r.startDate()),
                date(r.endDate()),
                wh(r.minEnergyWh()),
                wh(r.maxEnergyWh()),
                r.minCurrentA(),
                r.maxCurrentA(),
                w(r.minPowerW()),
                w(r.maxPowerW()),
                s(r.minDurationS()),
                s(r.maxDurationS()),
                days,
                r.windows().stream()
                        .map(w -> new DayHours(DayOfWeek.of(w.day()), Hours.of(w.from(), w.to())))
                        .toList(),
                r.interval());
    }

    private static @Nullable LocalDate date(@Nullable String text) throws DateTimeException {
        return text == null ? null : LocalDate.parse(text);
    }

    private static @Nullable BigDecimal wh(@Nullable Energy energy) {
        return energy == null ? null : energy.value();
    }

    private static @Nullable BigDecimal w(@Nullable Power power) {
        return power == null ? null : power.value();
    }

    private static @Nullable BigDecimal s(@Nullable Span span) {
        return span == null ? null : span.value();
    }

    boolean holds(Moment m) {
        return inTime(m)
                && reaches(m.energyWh(), minWh)
                && staysBelow(m.energyWh(), maxWh)
                && reaches(m.durationS(), minS)
                && staysBelow(m.durationS(), maxS)
                && reaches(m.minA(), minA)
                && staysBelow(m.maxA(), maxA)
                && reaches(m.minW(), minW)
                && staysBelow(m.maxW(), maxW);
    }

    private boolean inTime(Moment m) {
        if (!asksForClock()) {
            return true;
        }
        LocalTime time = m.local().toLocalTime();
        LocalDate date = m.local().toLocalDate();
        DayOfWeek day = date.getDayOfWeek();
        return hours.contain(time)
                && (firstDate == null || !date.isBefore(firstDate))
                && (endDate == null || date.isBefore(endDate))
                && (days.isEmpty() || days.contains(day))
                && (windows.isEmpty() || windows.stream().anyMatch(w -> w.day == day && w.hours.contain(time)))
                && (interval == null || interval.contains(m.at()));
    }

    /** What nobody measured holds no restriction: a price is never taken on a guess. */
    private static boolean reaches(@Nullable BigDecimal value, @Nullable BigDecimal limit) {
        return limit == null || (value != null && value.compareTo(limit) >= 0);
    }

    private static boolean staysBelow(@Nullable BigDecimal value, @Nullable BigDecimal limit) {
        return limit == null || (value != null && value.compareTo(limit) < 0);
    }

    boolean asksForClock() {
        return asksForWallClock() || interval != null;
    }

    boolean asksForWallClock() {
        return !hours.isAlways() || firstDate != null || endDate != null || !days.isEmpty() || !windows.isEmpty();
    }

    boolean asksForCurrent() {
        return minA != null || maxA != null;
    }

    boolean asksForPower() {
        return minW != null || maxW != null;
    }
}
