package org.roaminghub.hub.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaminghub.hub.session.LiveSession.PeriodNote;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Session;

/** Charging periods are a set keyed by their start: of two with one start, the one reported later wins. */
final class Periods {

    private Periods() {}

    static List<PeriodNote> notes(List<ChargingPeriod> periods, Instant reportedAt, boolean recorded) {
        return periods.stream()
                .map(p -> new PeriodNote(p.start(), reportedAt, recorded))
                .toList();
    }

    /** One per start, the last one named, in order of start. */
    static List<ChargingPeriod> asSet(List<ChargingPeriod> periods) {
        return List.copyOf(periods.stream()
                .collect(Collectors.toMap(
                        ChargingPeriod::start, Function.identity(), (first, last) -> last, TreeMap::new))
                .values());
    }

    /** {@code next} with these periods and no others. */
    static LiveSession replaced(LiveSession before, Session next, List<ChargingPeriod> periods, Instant reportedAt) {
        List<ChargingPeriod> all = asSet(periods);
        List<PeriodNote> notes =
                all.stream().map(p -> noteOf(before, p, reportedAt)).toList();
        Set<Instant> kept = all.stream().map(ChargingPeriod::start).collect(Collectors.toSet());
        List<Instant> gone = Stream.concat(
                        before.gone().stream(),
                        before.notes().stream().filter(PeriodNote::recorded).map(PeriodNote::start))
                .filter(start -> !kept.contains(start))
                .distinct()
                .toList();
        return new LiveSession(
                Reports.withPeriods(next, all), before.sample(), notes, gone, before.progressed(), before.billedBy());
    }

    /** {@code next} with the periods it has and these. */
    static LiveSession added(LiveSession before, Session next, List<ChargingPeriod> periods, Instant reportedAt) {
        Map<Instant, ChargingPeriod> all = new TreeMap<>();
        next.periods().forEach(p -> all.put(p.start(), p));
        Map<Instant, PeriodNote> notes = new TreeMap<>();
        before.notes().forEach(n -> notes.put(n.start(), n));
        for (ChargingPeriod period : asSet(periods)) {
            PeriodNote known = notes.get(period.start());
            if (known == null || !known.reportedAt().isAfter(reportedAt)) {
                notes.put(period.start(), noteOf(before, period, reportedAt));
                all.put(period.start(), period);
            }
        }
        return new LiveSession(
                Reports.withPeriods(next, List.copyOf(all.values())),
                before.sample(),
                List.copyOf(notes.values()),
                before.gone().stream()
                        .filter(start -> !notes.containsKey(start))
                        .toList(),
                before.progressed(),
                before.billedBy());
    }

    /** A period said again as it was is not news. */
    private static PeriodNote noteOf(LiveSession before, ChargingPeriod period, Instant reportedAt) {
        boolean same = before.session().periods().contains(period);
        boolean recorded =
                same && before.note(period.start()).map(PeriodNote::recorded).orElse(false);
        return new PeriodNote(period.start(), reportedAt, recorded);
    }
}
