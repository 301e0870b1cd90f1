package org.roaminghub.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.roaminghub.hub.roaming.Messages.cdr;
import static org.roaminghub.hub.roaming.Messages.credit;
import static org.roaminghub.hub.roaming.Roaming.START;
import static org.roaminghub.hub.roaming.Roaming.euros;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.cdr.CdrIntake.Decision;
import org.roaminghub.hub.cdr.CdrIntake.Known;
import org.roaminghub.hub.cdr.CdrIntake.NoWay;
import org.roaminghub.hub.cdr.store.CdrStore.Row;
import org.roaminghub.hub.cdr.store.CdrStore.State;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Refusal;

class CdrIntakeTest {

    private static final byte[] CONTENT = {1};
    private static final byte[] OTHER_CONTENT = {2};
    private static final CdrId FIRST = new CdrId(new UUID(5, 1));
    private static final ChargeDetailRecord CDR = cdr("C1", null, euros("3.60"));

    private static Row row(State state, byte[] content, @Nullable Refusal refusal, @Nullable String why) {
        return row(state, content, refusal, why, null, START);
    }

    /** Taken, and its receiver said no. */
    private static Row unwanted(State state, int revision, Instant reportedAt) {
        return row(state, CONTENT, null, null, revision, reportedAt);
    }

    private static Row row(
            State state,
            byte[] content,
            @Nullable Refusal refusal,
            @Nullable String why,
            @Nullable Integer refusedRevision,
            Instant reportedAt) {
        return new Row(
                FIRST,
                Roaming.CPO,
                "C1",
                Roaming.EMSP,
                content,
                1,
                state,
                refusal,
                why,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                refusedRevision,
                reportedAt,
                1);
    }

    private static Known nothingBut(Row... rows) {
        return new Known(List.of(rows), null, List.of(), null);
    }

    private static Known crediting(@Nullable CdrId credits) {
        return new Known(List.of(), null, List.of(), credits);
    }

    @Test
    void acceptsWhatIsNew() {
        assertThat(CdrIntake.decide(CDR, CONTENT, nothingBut())).isEqualTo(new Decision.Accept(null));
    }

    @Test
    void takesTheSameContentOnce() {
        assertThat(CdrIntake.decide(CDR, CONTENT, nothingBut(row(State.ACCEPTED, CONTENT, null, null))))
                .isEqualTo(new Decision.Repeat(FIRST));
        assertThat(CdrIntake.decide(CDR, CONTENT, nothingBut(row(State.CREDITED, CONTENT, null, null))))
                .isEqualTo(new Decision.Repeat(FIRST));
    }

    @Test
    void refusesOtherContentUnderAKnownId() {
        assertThat(CdrIntake.decide(CDR, OTHER_CONTENT, nothingBut(row(State.ACCEPTED, CONTENT, null, null))))
                .isEqualTo(new Decision.Refuse(Refusal.CONFLICT, Refusal.CONFLICT.sentence(), List.of(), FIRST));
    }

    @Test
    void revisesWhatItsReceiverRefused() {
        Row unwanted = unwanted(State.ACCEPTED, 1, CDR.reportedAt());
        assertThat(CdrIntake.decide(CDR, OTHER_CONTENT, nothingBut(unwanted))).isEqualTo(new Decision.Revise(unwanted));
        assertThat(CdrIntake.decide(CDR, CONTENT, nothingBut(unwanted))).isEqualTo(new Decision.Repeat(FIRST));
        Finding error = new Finding("TIME_REVERSED", Finding.Severity.E, List.of("1"), "0");
        assertThat(CdrIntake.decide(CDR, OTHER_CONTENT, new Known(List.of(unwanted), null, List.of(error), null)))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void revisesNothingElse() {
        Row anEarlierOne = unwanted(State.ACCEPTED, 0, CDR.reportedAt());
        Row credited = unwanted(State.CREDITED, 1, CDR.reportedAt());
        Row saidLater = unwanted(State.ACCEPTED, 1, CDR.reportedAt().plusSeconds(1));
        for (Row row : List.of(anEarlierOne, credited, saidLater)) {
            assertThat(CdrIntake.decide(CDR, OTHER_CONTENT, nothingBut(row)))
                    .isEqualTo(new Decision.Refuse(Refusal.CONFLICT, Refusal.CONFLICT.sentence(), List.of(), FIRST));
        }
        ChargeDetailRecord credit = credit("C1", "C0", euros("-3.60"));
        Known itCreditedNothing = new Known(
                List.of(unwanted(State.ACCEPTED, 1, CDR.reportedAt())), null, List.of(), new CdrId(new UUID(5, 2)));
        assertThat(CdrIntake.decide(credit, OTHER_CONTENT, itCreditedNothing)).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void refusesTheSameAgainWithoutRecordingItAgain() {
        Row accepted = row(State.ACCEPTED, CONTENT, null, null);
        Row refused = row(State.REFUSED, OTHER_CONTENT, Refusal.CONFLICT, Refusal.CONFLICT.sentence());
        assertThat(CdrIntake.decide(CDR, OTHER_CONTENT, nothingBut(accepted, refused)))
                .isEqualTo(new Decision.RefuseAgain(Refusal.CONFLICT, Refusal.CONFLICT.sentence()));
    }

    @Test
    void refusesWhatGoesNowhere() {
        Known known = new Known(List.of(), new NoWay(Refusal.NO_AGREEMENT, "none"), List.of(), null);
        assertThat(CdrIntake.decide(CDR, CONTENT, known))
                .isEqualTo(new Decision.Refuse(Refusal.NO_AGREEMENT, "none", List.of(), null));
    }

    @Test
    void acceptsLaterWhatWasRefusedForALackThatIsGone() {
        Row refused = row(State.REFUSED, CONTENT, Refusal.NO_AGREEMENT, "none");
        assertThat(CdrIntake.decide(CDR, CONTENT, nothingBut(refused))).isEqualTo(new Decision.Accept(null));
    }

    @Test
    void refusesOnAFindingOfSeverityEOnly() {
        Finding error = new Finding("TIME_REVERSED", Finding.Severity.E, List.of("1"), "0");
        Finding warning = new Finding("ODD", Finding.Severity.W, List.of(), "");
        assertThat(CdrIntake.decide(CDR, CONTENT, new Known(List.of(), null, List.of(warning), null)))
                .isInstanceOf(Decision.Accept.class);
        assertThat(CdrIntake.decide(CDR, CONTENT, new Known(List.of(), null, List.of(warning, error), null)))
                .isEqualTo(new Decision.Refuse(Refusal.IMPLAUSIBLE, "TIME_REVERSED", List.of(warning, error), null));
    }

    @Test
    void creditsTheCdrItNames() {
        assertThat(CdrIntake.decide(credit("C1-C", "C1", euros("-3.6")), CONTENT, crediting(FIRST)))
                .isEqualTo(new Decision.Accept(FIRST));
    }

    @Test
    void acceptsNoCreditOfNothingWhateverTheRulesSay() {
        assertThatThrownBy(() -> CdrIntake.decide(credit("C1-C", "C1", euros("-3.60")), CONTENT, crediting(null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void judgesByTheAgreementAtTheStartAndForSoManyDaysAfterItsEnd() {
        assertThat(CdrIntake.tooLate(null, 31, START)).isEmpty();
        assertThat(CdrIntake.tooLate(START, 31, START.plus(Duration.ofDays(31))))
                .isEmpty();
        assertThat(CdrIntake.tooLate(START, 31, START.plus(Duration.ofDays(32))))
                .isPresent();
    }
}
