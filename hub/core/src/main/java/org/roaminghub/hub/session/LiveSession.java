package org.roaminghub.hub.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Session;

/**
 * A session as the CPO reported it last, and how much of it the events tell already. {@code progressed}: a sample was taken
 * since it was opened. {@code notes} has one entry per charging period, {@code gone} the start of each that events tell of and
 * that no longer counts.
 */
record LiveSession(
        Session session,
        Sample sample,
        List<PeriodNote> notes,
        List<Instant> gone,
        boolean progressed,
        @Nullable CdrId billedBy) {

    LiveSession {
        notes = notes == null ? List.of() : List.copyOf(notes);
        gone = gone == null ? List.of() : List.copyOf(gone);
    }

    /** The numbers in the last event. */
    record Sample(
            Instant reportedAt, Energy energyWh, @Nullable Price cost) {
        static Sample of(Session session) {
            return new Sample(session.reportedAt(), session.energyWh(), session.cost());
        }
    }

    /** When the period that starts then was reported, and whether an event has it as it is now. */
    record PeriodNote(Instant start, Instant reportedAt, boolean recorded) {}

    Optional<PeriodNote> note(Instant start) {
        return notes.stream().filter(n -> n.start.equals(start)).findFirst();
    }

    /** What no event has yet. */
    List<ChargingPeriod> newPeriods() {
        return session.periods().stream()
                .filter(p -> !note(p.start()).map(PeriodNote::recorded).orElse(false))
                .toList();
    }

    boolean periodsMoved() {
        return !gone.isEmpty() || !newPeriods().isEmpty();
    }

    /** Everything is in an event now. */
    LiveSession recorded() {
        return new LiveSession(
                session,
                Sample.of(session),
                notes.stream()
                        .map(n -> new PeriodNote(n.start, n.reportedAt, true))
                        .toList(),
                List.of(),
                true,
                billedBy);
    }

    LiveSession billed(CdrId cdr) {
        return new LiveSession(session, sample, notes, gone, progressed, cdr);
    }
}
