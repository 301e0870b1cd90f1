package org.roaminghub.hub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.change;
import static org.roaminghub.hub.roaming.Messages.period;
import static org.roaminghub.hub.roaming.Messages.report;
import static org.roaminghub.hub.roaming.Messages.wh;
import static org.roaminghub.hub.roaming.Roaming.START;
import static org.roaminghub.vocabulary.SessionStatus.ACTIVE;
import static org.roaminghub.vocabulary.SessionStatus.COMPLETED;
import static org.roaminghub.vocabulary.SessionStatus.INVALID;
import static org.roaminghub.vocabulary.SessionStatus.PENDING;
import static org.roaminghub.vocabulary.SessionStatus.SUSPENDED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionCompleted.EndBasis;
import org.roaminghub.events.session.SessionFlagged.Flag;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionInvalidated;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.hub.roaming.Messages;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.hub.session.SessionDecisions.Decision;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

class SessionDecisionsTest {

    private static final Reports.Identity IDENTITY = new Reports.Identity(
            new SessionId(new UUID(1, 1)),
            Roaming.CPO,
            Roaming.EMSP,
            Roaming.EMSP,
            new AgreementId(new UUID(1, 2)),
            null,
            "EUR");

    private static Instant minute(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static LiveSession open(Report report) {
        return SessionDecisions.open(report, IDENTITY).next();
    }

    /** Opened, and past its first sample. */
    private static LiveSession running() {
        LiveSession opened = open(report("S1", ACTIVE, minute(0), 0));
        return SessionDecisions.replace(opened, report("S1", ACTIVE, minute(1), 100))
                .next();
    }

    @Test
    void opensOnTheFirstReport() {
        Decision decision = SessionDecisions.open(report("S1", ACTIVE, minute(0), 0, period(START, 0)), IDENTITY);
        assertThat(decision.events()).singleElement().isInstanceOf(SessionOpened.class);
        assertThat(decision.next().newPeriods()).isEmpty();
    }

    @Test
    void tellsTheEndOfASessionFirstHeardOfWhenItWasOver() {
        Decision decision = SessionDecisions.open(report("S1", COMPLETED, minute(60), 7_000), IDENTITY);
        assertThat(decision.events()).hasSize(2);
        assertThat(((SessionOpened) decision.events().get(0)).record().end()).isNull();
        assertThat(((SessionCompleted) decision.events().get(1)).end()).isEqualTo(minute(60));
    }

    @Test
    void samplesTheFirstReportAfterOpening() {
        LiveSession opened = open(report("S1", ACTIVE, minute(0), 0));
        Decision decision = SessionDecisions.replace(opened, report("S1", ACTIVE, minute(1), 100));
        assertThat(decision.events()).singleElement().isInstanceOf(SessionProgressed.class);
    }

    @Test
    void samplesARunningSessionOnlyEveryHalfHour() {
        LiveSession live = running();
        Decision soon = SessionDecisions.replace(live, report("S1", ACTIVE, minute(30), 2_000));
        assertThat(soon.events()).isEmpty();
        assertThat(soon.next().session().energyWh()).isEqualTo(wh(2_000));
        Decision later = SessionDecisions.replace(soon.next(), report("S1", ACTIVE, minute(31), 2_100));
        assertThat(later.events()).singleElement().isInstanceOf(SessionProgressed.class);
    }

    @Test
    void samplesAnOldSessionOnceATenthOfItsAge() {
        LiveSession live = SessionDecisions.replace(running(), report("S1", ACTIVE, minute(1_000), 2_000))
                .next();
        assertThat(SessionDecisions.replace(live, report("S1", ACTIVE, minute(1_100), 2_500))
                        .events())
                .isEmpty();
        assertThat(SessionDecisions.replace(live, report("S1", ACTIVE, minute(1_112), 2_500))
                        .events())
                .hasSize(1);
    }

    @Test
    void samplesNothingWhereNothingMoved() {
        Decision decision = SessionDecisions.replace(running(), report("S1", ACTIVE, minute(600), 100));
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void samplesEveryChangeOfStatus() {
        Decision decision = SessionDecisions.merge(running(), change("S1", SUSPENDED, minute(2), null));
        assertThat(((SessionProgressed) decision.events().getFirst()).status()).isEqualTo(SUSPENDED);
    }

    @Test
    void takesAnEqualReportWithoutAnEvent() {
        Report same = report("S1", ACTIVE, minute(1), 100);
        Decision decision = SessionDecisions.replace(running(), same);
        assertThat(decision.events()).isEmpty();
        assertThat(decision.next()).isEqualTo(running());
    }

    @Test
    void ignoresTheScalarsOfAnOlderReport() {
        Decision decision = SessionDecisions.replace(running(), report("S1", PENDING, minute(0), 9_999));
        assertThat(decision.next().session().status()).isEqualTo(ACTIVE);
        assertThat(decision.next().session().energyWh()).isEqualTo(wh(100));
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void addsThePeriodsOfALatePartialReport() {
        LiveSession live = SessionDecisions.merge(
                        running(), change("S1", null, minute(20), 900L, period(minute(20), 2)))
                .next();
        Decision late = SessionDecisions.merge(live, change("S1", PENDING, minute(10), 1L, period(minute(10), 1)));
        assertThat(late.next().session().periods()).extracting(p -> p.start()).containsExactly(minute(10), minute(20));
        assertThat(late.next().session().energyWh()).isEqualTo(wh(900));
        assertThat(late.next().session().status()).isEqualTo(ACTIVE);
        assertThat(late.next().session().reportedAt()).isEqualTo(minute(20));
    }

    @Test
    void keepsOfTwoPeriodsWithOneStartTheOneReportedLater() {
        LiveSession live = SessionDecisions.merge(running(), change("S1", null, minute(20), null, period(START, 20)))
                .next();
        Decision late = SessionDecisions.merge(live, change("S1", null, minute(10), null, period(START, 10)));
        assertThat(late.next().session().periods()).containsExactly(period(START, 20));
        Decision newer = SessionDecisions.merge(live, change("S1", null, minute(21), null, period(START, 21)));
        assertThat(newer.next().session().periods()).containsExactly(period(START, 21));
    }

    @Test
    void replacesThePeriodsByANewerWholeReport() {
        LiveSession live = SessionDecisions.merge(running(), change("S1", null, minute(2), null, period(minute(2), 2)))
                .next();
        Decision put = SessionDecisions.replace(live, report("S1", ACTIVE, minute(3), 300, period(minute(3), 3)));
        assertThat(put.next().session().periods()).containsExactly(period(minute(3), 3));
    }

    @Test
    void takesEnergyDownOnlyByAWholeReport() {
        assertThat(SessionDecisions.merge(running(), change("S1", null, minute(2), 50L))
                        .next()
                        .session()
                        .energyWh())
                .isEqualTo(wh(100));
        assertThat(SessionDecisions.replace(running(), report("S1", ACTIVE, minute(2), 50))
                        .next()
                        .session()
                        .energyWh())
                .isEqualTo(wh(50));
    }

    @Test
    void completesOnceAndForGood() {
        Decision done = SessionDecisions.replace(running(), report("S1", COMPLETED, minute(60), 7_000));
        assertThat(((SessionCompleted) done.events().getFirst()).basis()).isEqualTo(EndBasis.REPORTED);
        Decision again = SessionDecisions.replace(done.next(), report("S1", ACTIVE, minute(61), 7_000));
        assertThat(again.next().session().status()).isEqualTo(COMPLETED);
        assertThat(again.events()).isEmpty();
    }

    @Test
    void invalidatesForGood() {
        Decision none = SessionDecisions.merge(running(), change("S1", INVALID, minute(2), null));
        assertThat(none.events()).singleElement().isInstanceOf(SessionInvalidated.class);
        assertThat(SessionDecisions.merge(none.next(), change("S1", COMPLETED, minute(3), null))
                        .next()
                        .session()
                        .status())
                .isEqualTo(INVALID);
    }

    @Test
    void tellsTheLastNumbersOfAnInvalidOneToo() {
        Decision none =
                SessionDecisions.merge(running(), change("S1", INVALID, minute(2), 170L, period(minute(2), 170)));
        assertThat(none.events()).hasSize(2);
        assertThat(none.events().getFirst()).isInstanceOf(SessionInvalidated.class);
        SessionProgressed numbers = (SessionProgressed) none.events().getLast();
        assertThat(numbers.status()).isEqualTo(INVALID);
        assertThat(numbers.energyWh()).isEqualTo(wh(170));
        assertThat(numbers.periods()).containsExactly(period(minute(2), 170));
    }

    @Test
    void recordsACorrectionAfterTheEndUntilTheCdrCame() {
        LiveSession done = SessionDecisions.replace(running(), report("S1", COMPLETED, minute(60), 7_000))
                .next();
        Decision corrected = SessionDecisions.replace(done, report("S1", COMPLETED, minute(61), 7_100));
        assertThat(corrected.events()).singleElement().isInstanceOf(SessionProgressed.class);
        LiveSession billed = bill(corrected.next()).next();
        Decision late = SessionDecisions.replace(billed, report("S1", COMPLETED, minute(62), 7_200));
        assertThat(late.events()).isEmpty();
        assertThat(late.next().session().energyWh()).isEqualTo(wh(7_200));
    }

    @Test
    void endsAnOpenSessionByItsCdr() {
        Decision decision = bill(running());
        assertThat(decision.events()).hasSize(2);
        assertThat(((SessionCompleted) decision.events().get(0)).basis()).isEqualTo(EndBasis.CDR);
        assertThat(((SessionCompleted) decision.events().get(0)).energyWh()).isEqualTo(wh(12_000));
        assertThat(decision.events().get(1)).isInstanceOf(SessionBilled.class);
    }

    @Test
    void isBilledByTheFirstCdrOnly() {
        LiveSession done = SessionDecisions.replace(running(), report("S1", COMPLETED, minute(60), 7_000))
                .next();
        Decision first = bill(done);
        assertThat(first.events()).singleElement().isInstanceOf(SessionBilled.class);
        assertThat(bill(first.next()).events()).isEmpty();
    }

    @Test
    void tellsOfAnotherTokenOrReference() {
        TokenSeen other = new TokenSeen(TokenUid.parse("04FFFFFF"), null, null);
        Decision decision = SessionDecisions.replace(
                running(), report("S1", ACTIVE, minute(2), 100, null, other, AuthorizationReference.parse("REF-1")));
        assertThat(decision.events()).singleElement().isInstanceOf(SessionIdentified.class);
        assertThat(decision.next().session().reference().known()).contains(AuthorizationReference.parse("REF-1"));
    }

    @Test
    void tellsEveryPeriodOnceInItsEvents() {
        LiveSession opened = open(report("S1", ACTIVE, minute(0), 0, period(minute(0), 0)));
        Decision first = SessionDecisions.merge(opened, change("S1", null, minute(5), 100L, period(minute(5), 1)));
        Decision silent =
                SessionDecisions.merge(first.next(), change("S1", null, minute(10), 200L, period(minute(10), 2)));
        Decision end =
                SessionDecisions.merge(silent.next(), change("S1", COMPLETED, minute(15), 300L, period(minute(15), 3)));
        assertThat(((SessionProgressed) first.events().getFirst()).periods()).containsExactly(period(minute(5), 1));
        assertThat(silent.events()).isEmpty();
        assertThat(((SessionCompleted) end.events().getFirst()).periods())
                .isEqualTo(List.of(period(minute(10), 2), period(minute(15), 3)));
    }

    @Test
    void isOddAfterADayOfSilenceAndAWeekWithoutCdr() {
        Instant day = START.plus(Duration.ofHours(24));
        assertThat(SessionDecisions.isOdd(Flag.SILENT, ACTIVE, false, START, day))
                .isFalse();
        assertThat(SessionDecisions.isOdd(Flag.SILENT, ACTIVE, false, START, day.plusMillis(1)))
                .isTrue();
        assertThat(SessionDecisions.isOdd(Flag.SILENT, COMPLETED, false, START, day.plusMillis(1)))
                .isFalse();
        Instant week = START.plus(Duration.ofDays(7));
        assertThat(SessionDecisions.isOdd(Flag.NO_CDR, COMPLETED, false, START, week))
                .isFalse();
        assertThat(SessionDecisions.isOdd(Flag.NO_CDR, COMPLETED, false, START, week.plusMillis(1)))
                .isTrue();
        assertThat(SessionDecisions.isOdd(Flag.NO_CDR, COMPLETED, true, START, week.plusMillis(1)))
                .isFalse();
        assertThat(SessionDecisions.isOdd(Flag.NO_CDR, INVALID, false, START, week.plusMillis(1)))
                .isFalse();
    }

    private static Decision bill(LiveSession live) {
        ChargeDetailRecord cdr = Messages.cdr("C1", "S1", Roaming.euros("3.60"));
        assertThat(cdr.cdr()).isEqualTo(new CdrId(new UUID(0, 0)));
        return SessionDecisions.bill(live, cdr, SessionMatch.ID);
    }
}
