package org.roaminghub.hub.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionCompleted.EndBasis;
import org.roaminghub.events.session.SessionFlagged.Flag;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionInvalidated;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.hub.session.LiveSession.Sample;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SessionStatus;

/** What a report does to a session; pure. The live state always becomes the newest; events are its samples. */
final class SessionDecisions {

    /** A running session is sampled no more often than this, or a tenth of its age where that is longer. */
    static final Duration SHORTEST_SAMPLE = Duration.ofMinutes(30);

    /** An open session of which nothing is heard for so long is odd. */
    static final Duration SILENT_FOR = Duration.ofHours(24);

    /** A session that ended so long ago has its CDR. */
    static final Duration CDR_EXPECTED_WITHIN = Duration.ofDays(7);

    private static final int AGE_PARTS = 10;

    private SessionDecisions() {}

    /** The session after a report, and the facts to record. */
    record Decision(LiveSession next, List<Event> events) {
        Decision {
            events = List.copyOf(events);
        }
    }

    /** The first report. */
    static Decision open(Report report, Reports.Identity identity) {
        Session whole = Reports.opened(report, identity);
        LiveSession opened = new LiveSession(
                whole,
                Sample.of(whole),
                Periods.notes(whole.periods(), report.reportedAt(), true),
                List.of(),
                false,
                null);
        List<Event> events = new ArrayList<>();
        events.add(new SessionOpened(Reports.withoutEnd(whole)));
        return switch (whole.status()) {
            case COMPLETED ->
                ended(
                        opened,
                        events,
                        new SessionCompleted(
                                whole.session(),
                                whole.energyWh(),
                                whole.meterEndWh(),
                                whole.cost(),
                                List.of(),
                                List.of(),
                                whole.chargingStart(),
                                whole.chargingEnd(),
                                whole.reportedAt(),
                                endOf(whole),
                                whole.stopReason(),
                                EndBasis.REPORTED,
                                false));
            case INVALID -> ended(opened, events, new SessionInvalidated(whole.session(), "REPORTED", endOf(whole)));
            case RESERVATION, PENDING, ACTIVE, SUSPENDED -> new Decision(opened, events);
        };
    }

    private static Decision ended(LiveSession opened, List<Event> events, Event end) {
        events.add(end);
        return new Decision(opened.recorded(), events);
    }

    /** A whole report of a known session: replaces what was, but an older one only adds charging periods. */
    static Decision replace(LiveSession before, Report report) {
        if (report.reportedAt().isBefore(before.session().reportedAt())) {
            return late(before, report.periods(), report.reportedAt());
        }
        Session next = Reports.replaced(before.session(), report);
        return sampled(before, Periods.replaced(before, next, report.periods(), report.reportedAt()));
    }

    /** A partial report: named fields replace, charging periods are added; an older one only adds charging periods. */
    static Decision merge(LiveSession before, Change change) {
        if (change.reportedAt().isBefore(before.session().reportedAt())) {
            return late(before, change.periods(), change.reportedAt());
        }
        Session next = Reports.merged(before.session(), change);
        return sampled(before, Periods.added(before, next, change.periods(), change.reportedAt()));
    }

    private static Decision late(LiveSession before, List<ChargingPeriod> periods, Instant reportedAt) {
        return sampled(before, Periods.added(before, before.session(), periods, reportedAt));
    }

    private static Decision sampled(LiveSession before, LiveSession after) {
        if (before.billedBy() != null) {
            return new Decision(after, List.of());
        }
        List<Event> events = new ArrayList<>();
        if (identityChanged(before.session(), after.session())) {
            events.add(identified(after.session()));
        }
        Session session = after.session();
        if (!before.session().status().isFinal() && session.status() == SessionStatus.COMPLETED) {
            events.add(completed(after, EndBasis.REPORTED));
            return new Decision(after.recorded(), events);
        }
        if (!before.session().status().isFinal() && session.status() == SessionStatus.INVALID) {
            events.add(new SessionInvalidated(session.session(), "REPORTED", endOf(session)));
            if (numbersMoved(before, session) || after.periodsMoved()) {
                events.add(progressed(after));
            }
            return new Decision(after.recorded(), events);
        }
        if (isWorthAnEvent(before, after)) {
            events.add(progressed(after));
            return new Decision(after.recorded(), events);
        }
        return new Decision(after, events);
    }

    private static boolean isWorthAnEvent(LiveSession before, LiveSession after) {
        Session was = before.session();
        Session is = after.session();
        boolean numbersMoved = numbersMoved(before, is);
        if (was.status() != is.status() || !was.currency().equals(is.currency()) || tariffChanged(was, is)) {
            return true;
        }
        if (is.status().isFinal() || !before.progressed()) {
            return numbersMoved || after.periodsMoved();
        }
        Duration sinceSample = Duration.between(before.sample().reportedAt(), is.reportedAt());
        return numbersMoved && sinceSample.compareTo(sampleInterval(is)) >= 0;
    }

    private static boolean numbersMoved(LiveSession before, Session is) {
        return !is.energyWh().equals(before.sample().energyWh())
                || !Objects.equals(is.cost(), before.sample().cost());
    }

    private static Duration sampleInterval(Session session) {
        Duration tenth = Duration.between(session.start(), session.reportedAt()).dividedBy(AGE_PARTS);
        return tenth.compareTo(SHORTEST_SAMPLE) > 0 ? tenth : SHORTEST_SAMPLE;
    }

    private static boolean tariffChanged(Session was, Session is) {
        String now = lastTariff(is);
        return now != null && lastTariff(was) != null && !now.equals(lastTariff(was));
    }

    private static @Nullable String lastTariff(Session session) {
        return session.periods().isEmpty() ? null : session.periods().getLast().tariff();
    }

    private static boolean identityChanged(Session was, Session is) {
        return !was.tokenSeen().equals(is.tokenSeen()) || !was.reference().equals(is.reference());
    }

    private static SessionIdentified identified(Session is) {
        return new SessionIdentified(
                is.session(), SessionIdentified.Side.CPO, null, null, is.tokenSeen(), is.reference());
    }

    private static SessionProgressed progressed(LiveSession live) {
        Session is = live.session();
        return new SessionProgressed(
                is.session(),
                is.status(),
                is.energyWh(),
                is.meterEndWh(),
                is.cost(),
                live.newPeriods(),
                live.gone(),
                is.chargingStart(),
                is.chargingEnd(),
                is.reportedAt());
    }

    private static SessionCompleted completed(LiveSession live, EndBasis basis) {
        Session is = live.session();
        return new SessionCompleted(
                is.session(),
                is.energyWh(),
                is.meterEndWh(),
                is.cost(),
                live.newPeriods(),
                live.gone(),
                is.chargingStart(),
                is.chargingEnd(),
                is.reportedAt(),
                endOf(is),
                is.stopReason(),
                basis,
                false);
    }

    /** Whether a person is to hear of a session that was reported last at that time. */
    static boolean isOdd(Flag flag, SessionStatus status, boolean billed, Instant reportedAt, Instant now) {
        return !billed
                && switch (flag) {
                    case SILENT -> !status.isFinal() && reportedAt.isBefore(now.minus(SILENT_FOR));
                    case NO_CDR ->
                        status == SessionStatus.COMPLETED && reportedAt.isBefore(now.minus(CDR_EXPECTED_WITHIN));
                };
    }

    private static Instant endOf(Session session) {
        return session.end() == null ? session.reportedAt() : session.end();
    }

    /** Its CDR came. The first one bills it, and ends it where nobody had said so. */
    static Decision bill(LiveSession before, ChargeDetailRecord cdr, SessionMatch match) {
        if (before.billedBy() != null) {
            return new Decision(before, List.of());
        }
        List<Event> events = new ArrayList<>();
        LiveSession next = before;
        if (!before.session().status().isFinal()) {
            next = Periods.replaced(before, Reports.endedBy(before.session(), cdr), cdr.periods(), cdr.reportedAt());
            events.add(completed(next, EndBasis.CDR));
            next = next.recorded();
        }
        events.add(new SessionBilled(before.session().session(), cdr.cdr(), match));
        return new Decision(next.billed(cdr.cdr()), events);
    }

    /** Whether it makes use of its EVSE from now on; {@code before} null: it was not known. A reserved place is not used yet. */
    static boolean begins(@Nullable SessionStatus before, SessionStatus now) {
        boolean waited = before == null || before == SessionStatus.RESERVATION;
        return waited && now != SessionStatus.RESERVATION && now != SessionStatus.INVALID;
    }
}
