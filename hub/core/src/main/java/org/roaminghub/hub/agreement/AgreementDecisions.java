package org.roaminghub.hub.agreement;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.agreement.AgreementAmended;
import org.roaminghub.events.agreement.AgreementSigned;
import org.roaminghub.events.agreement.AgreementTerminated;
import org.roaminghub.hub.agreement.AgreementCommand.AmendAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.SignAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.TerminateAgreement;
import org.roaminghub.hub.agreement.AgreementState.Edition;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Refusal;

/** What becomes of an agreement (model.md §4). Pure: state and command give events or a refusal. */
final class AgreementDecisions {

    static final int MAX_TARIFFS = 1_000;
    static final int MAX_EDITIONS = 1_000;
    static final int MIN_DEADLINE_MS = 100;
    static final int MAX_AUTHORIZE_DEADLINE_MS = 60_000;
    static final int MAX_REMOTE_DEADLINE_MS = 300_000;
    static final int MAX_SPAN_DAYS = 3_650;

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private AgreementDecisions() {}

    /**
     * Without a start it covers whatever began earlier, as far back as no other agreement of the pair did: a CDR is judged by
     * the start of its session, which is often before the day of signing.
     */
    static SignAgreement begun(List<AgreementState> ofPair, SignAgreement c) {
        if (!c.valid().start().equals(Agreement.SINCE_EVER)) {
            return c;
        }
        Instant start = ofPair.stream()
                .map(other -> other.cut(other.latest().valid()).end())
                .filter(Objects::nonNull)
                .filter(end -> !end.isAfter(c.at()))
                .max(Comparator.naturalOrder())
                .orElse(Agreement.SINCE_EVER);
        return new SignAgreement(
                c.agreement(),
                c.cpo(),
                c.emsp(),
                new Interval(start, c.valid().end()),
                c.services(),
                c.tariffs(),
                c.currency(),
                c.terms(),
                c.at(),
                c.causes());
    }

    /**
     * An agreement of the pair that says the same already. It may have begun earlier: whoever
     * repeats a call with the present day as start wants no other agreement.
     */
    static Optional<AgreementId> findEqual(List<AgreementState> ofPair, SignAgreement c) {
        Edition wanted = edition(c);
        return ofPair.stream()
                .filter(a -> !a.isTerminated() && a.currency().equals(c.currency()))
                .filter(a -> {
                    Edition present = a.latest();
                    return !present.valid().start().isAfter(c.valid().start())
                            && new Edition(
                                            wanted.from(),
                                            wanted.services(),
                                            new Interval(
                                                    present.valid().start(),
                                                    wanted.valid().end()),
                                            wanted.tariffs(),
                                            wanted.terms())
                                    .saysTheSameAs(present);
                })
                .map(AgreementState::agreement)
                .findFirst();
    }

    static Outcome<List<Event>> decide(List<AgreementState> ofPair, SignAgreement c) {
        if (findEqual(ofPair, c).isPresent()) {
            return nothing();
        }
        String wrong = firstFault(c.valid(), c.tariffs(), c.terms());
        if (wrong == null && !CURRENCY.matcher(c.currency()).matches()) {
            wrong = "a currency is three capital letters (ISO 4217)";
        }
        if (wrong != null) {
            return Outcome.refused(Refusal.MALFORMED, wrong);
        }
        AgreementState rival = rival(ofPair, c.agreement(), c.valid());
        if (rival != null) {
            return conflict(rival);
        }
        return one(new AgreementSigned(
                c.agreement(), c.cpo(), c.emsp(), c.services(), c.valid(), c.tariffs(), c.currency(), c.terms()));
    }

    /** {@code ofPair}: every agreement of the two parties, this one included. */
    static Outcome<List<Event>> decide(@Nullable AgreementState state, AmendAgreement c, List<AgreementState> ofPair) {
        if (state == null) {
            return unknown();
        }
        if (state.isTerminated()) {
            return Outcome.refused(Refusal.WRONG_STATE, "the agreement was terminated");
        }
        Edition before = state.latest();
        Edition after = new Edition(
                c.from(),
                c.services() == null ? before.services() : c.services(),
                c.valid() == null ? before.valid() : c.valid(),
                c.tariffs() == null ? before.tariffs() : c.tariffs(),
                c.terms() == null ? before.terms() : c.terms());
        if (after.saysTheSameAs(before)) {
            return nothing();
        }
        String wrong = firstFault(after.valid(), after.tariffs(), after.terms());
        if (wrong != null) {
            return Outcome.refused(Refusal.MALFORMED, wrong);
        }
        if (c.from().isBefore(c.at())) {
            return Outcome.refused(Refusal.IMPLAUSIBLE, "new terms are in force from now or later");
        }
        if (state.editions().size() >= MAX_EDITIONS) {
            return Outcome.refused(Refusal.OVER_LIMIT, "an agreement is amended at most " + MAX_EDITIONS + " times");
        }
        AgreementState rival = rival(ofPair, c.agreement(), after.valid());
        if (rival != null) {
            return conflict(rival);
        }
        return one(new AgreementAmended(
                c.agreement(), c.from(), after.terms(), after.services(), after.tariffs(), after.valid()));
    }

    static Outcome<List<Event>> decide(@Nullable AgreementState state, TerminateAgreement c) {
        if (state == null) {
            return unknown();
        }
        return state.isTerminated() ? nothing() : one(new AgreementTerminated(c.agreement(), c.at(), c.reason()));
    }

    private static Edition edition(SignAgreement c) {
        return new Edition(c.valid().start(), c.services(), c.valid(), c.tariffs(), c.terms());
    }

    private static @Nullable AgreementState rival(List<AgreementState> ofPair, AgreementId own, Interval valid) {
        for (AgreementState other : ofPair) {
            if (!other.agreement().equals(own)
                    && overlap(other.cut(other.latest().valid()), valid)) {
                return other;
            }
        }
        return null;
    }

    private static boolean overlap(Interval one, Interval other) {
        return startsBeforeEnd(one.start(), one)
                && startsBeforeEnd(other.start(), other)
                && startsBeforeEnd(one.start(), other)
                && startsBeforeEnd(other.start(), one);
    }

    private static boolean startsBeforeEnd(Instant start, Interval interval) {
        Instant end = interval.end();
        return end == null || start.isBefore(end);
    }

    private static @Nullable String firstFault(Interval valid, List<String> tariffs, AgreementTerms terms) {
        Instant end = valid.end();
        if (end != null && !valid.start().isBefore(end)) {
            return "an agreement ends after it begins";
        }
        if (tariffs.size() > MAX_TARIFFS) {
            return "an agreement names at most " + MAX_TARIFFS + " tariffs";
        }
        if (isOutside(terms.authorizeDeadlineMs(), MIN_DEADLINE_MS, MAX_AUTHORIZE_DEADLINE_MS)) {
            return "the deadline of an authorisation is " + MIN_DEADLINE_MS + " to " + MAX_AUTHORIZE_DEADLINE_MS
                    + " ms";
        }
        if (isOutside(terms.remoteDeadlineMs(), MIN_DEADLINE_MS, MAX_REMOTE_DEADLINE_MS)) {
            return "the deadline of a remote command is " + MIN_DEADLINE_MS + " to " + MAX_REMOTE_DEADLINE_MS + " ms";
        }
        if (isOutside(terms.approveWithinDays(), 0, MAX_SPAN_DAYS)
                || isOutside(terms.cdrWithinDays(), 0, MAX_SPAN_DAYS)
                || isOutside(terms.creditWithinDays(), 0, MAX_SPAN_DAYS)) {
            return "a span is 0 to " + MAX_SPAN_DAYS + " days";
        }
        return null;
    }

    private static boolean isOutside(int value, int least, int most) {
        return value < least || value > most;
    }

    private static Outcome<List<Event>> nothing() {
        return Outcome.done(List.of());
    }

    private static Outcome<List<Event>> one(Event event) {
        return Outcome.done(List.of(event));
    }

    private static Outcome<List<Event>> unknown() {
        return Outcome.refused(Refusal.UNKNOWN_OBJECT, "there is no such agreement");
    }

    private static Outcome<List<Event>> conflict(AgreementState rival) {
        return Outcome.refused(
                Refusal.CONFLICT,
                "agreement " + rival.agreement() + " of the two parties is valid then: amend or terminate it first");
    }
}
