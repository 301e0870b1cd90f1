package org.roaminghub.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.hub.command.RemoteDecisions.Verdict;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands.Result;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

class RemoteDecisionsTest {

    private static final RemoteId REMOTE = new RemoteId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final PartnerAnswer ANSWER = new PartnerAnswer(
            new Original(Protocol.OCPI, "2.2.1", "application/json", "{}".getBytes(StandardCharsets.UTF_8)), Map.of());

    private static final CommandReply YES = new CommandReply.Accepted(Duration.ofSeconds(30), ANSWER, List.of());
    private static final CommandReply NO =
            new CommandReply.Declined(Refusal.REJECTED, "no", "REJECTED", ANSWER, List.of());
    private static final CommandReply SILENCE = new CommandReply.Unanswered(Refusal.PARTY_SILENT, "silent");
    private static final Result DONE = new Result(RemoteOutcome.DONE, "ACCEPTED");
    private static final Result OCCUPIED = new Result(RemoteOutcome.of(Refusal.EVSE_OCCUPIED), "EVSE_OCCUPIED");
    private static final Result TIMEOUT = new Result(RemoteOutcome.of(Refusal.TIMED_OUT), "TIMEOUT");
    private static final Result TAKEN_BACK = new Result(RemoteOutcome.CANCELED_BY_CPO, "CANCELED_RESERVATION");

    @Test
    void theFirstWordAcknowledgesOrCompletes() {
        assertThat(answered(after(RemoteKind.START), YES)).containsExactly(new RemoteAcknowledged(REMOTE, null, NOW));
        assertThat(answered(after(RemoteKind.START), NO))
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.of(Refusal.REJECTED), null, "REJECTED", 7));
        assertThat(answered(after(RemoteKind.START), SILENCE))
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.of(Refusal.PARTY_SILENT), null, null, 7));
    }

    @Test
    void whatIsDecidedAtOnceIsCompletedByTheFirstWord() {
        CommandReply decided = new CommandReply.Done("ACCEPTED", ANSWER, List.of());
        assertThat(answered(after(RemoteKind.SET_PREFERENCES), decided))
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.DONE, null, "ACCEPTED", 7));
    }

    @Test
    void theFirstWordIsNoNewsWhenTheResultWasFaster() {
        RemoteState done = tell(after(RemoteKind.START), DONE);
        assertThat(done.acknowledged()).isTrue();
        assertThat(answered(done, YES)).isEmpty();
    }

    @Test
    void aResultCompletesOnceAndARepeatIsSilent() {
        RemoteState state = fold(after(RemoteKind.START), answered(after(RemoteKind.START), YES));
        assertThat(news(state, DONE))
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.DONE, null, "ACCEPTED", 9));
        RemoteState done = tell(state, DONE);
        assertThat(result(done, DONE)).isInstanceOf(Verdict.Repeat.class);
        assertThat(result(done, OCCUPIED)).isInstanceOf(Verdict.No.class);
        assertThat(result(done, TAKEN_BACK)).isInstanceOf(Verdict.No.class);
    }

    @Test
    void aResultAfterTheHubGaveUpIsLateAndThatOnlyOnce() {
        RemoteState accepted = fold(after(RemoteKind.START), answered(after(RemoteKind.START), YES));
        List<Event> expired = RemoteDecisions.expired(accepted, 35_000);
        assertThat(expired)
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.of(Refusal.TIMED_OUT), null, null, 35_000));
        RemoteState over = fold(accepted, expired);
        assertThat(RemoteDecisions.expired(over, 36_000)).isEmpty();
        assertThat(news(over, DONE))
                .containsExactly(new RemoteAnsweredLate(REMOTE, RemoteOutcome.DONE, null, "ACCEPTED", 9));
        RemoteState late = tell(over, DONE);
        assertThat(result(late, DONE)).isInstanceOf(Verdict.Repeat.class);
        assertThat(result(late, OCCUPIED)).isInstanceOf(Verdict.No.class);
    }

    @Test
    void aSilentCposResultIsLateToo() {
        RemoteState silent = fold(after(RemoteKind.START), answered(after(RemoteKind.START), SILENCE));
        assertThat(news(silent, DONE)).hasOnlyElementsOfType(RemoteAnsweredLate.class);
    }

    @Test
    void aRefusedCommandHasNoResult() {
        RemoteState declined = fold(after(RemoteKind.START), answered(after(RemoteKind.START), NO));
        assertThat(result(declined, DONE)).isInstanceOf(Verdict.No.class);
    }

    @Test
    void theCposOwnTimeoutIsItsResultAndNotSilence() {
        RemoteState state = tell(after(RemoteKind.START), TIMEOUT);
        assertThat(state.unheard()).isFalse();
        assertThat(result(state, DONE)).isInstanceOf(Verdict.No.class);
    }

    @Test
    void onlyAConfirmedReservationIsTakenBack() {
        RemoteState reserved = tell(after(RemoteKind.RESERVE), DONE);
        assertThat(result(reserved, TAKEN_BACK)).isInstanceOf(Verdict.TakenBack.class);
        assertThat(result(tell(after(RemoteKind.RESERVE), OCCUPIED), TAKEN_BACK))
                .isInstanceOf(Verdict.No.class);
        RemoteState lately = tell(fold(after(RemoteKind.RESERVE), answered(after(RemoteKind.RESERVE), SILENCE)), DONE);
        assertThat(result(lately, TAKEN_BACK)).isInstanceOf(Verdict.TakenBack.class);
    }

    @Test
    void aCommandThatNobodyAcknowledgedExpiresAsSilence() {
        assertThat(RemoteDecisions.expired(after(RemoteKind.START), 1))
                .containsExactly(new RemoteCompleted(REMOTE, RemoteOutcome.of(Refusal.PARTY_SILENT), null, null, 1));
    }

    @Test
    void waitsAsLongAsTheCpoSaysButNotForEver() {
        Duration agreed = Duration.ofSeconds(30);
        assertThat(RemoteDecisions.patience(Duration.ofSeconds(90), agreed)).isEqualTo(Duration.ofSeconds(90));
        assertThat(RemoteDecisions.patience(null, agreed)).isEqualTo(agreed);
        assertThat(RemoteDecisions.patience(Duration.ZERO, agreed)).isEqualTo(agreed);
        assertThat(RemoteDecisions.patience(Duration.ofSeconds(-5), agreed)).isEqualTo(agreed);
        assertThat(RemoteDecisions.patience(Duration.ofDays(9), agreed)).isEqualTo(RemoteDecisions.LONGEST_WAIT);
    }

    private static RemoteState after(RemoteKind kind) {
        return RemoteState.evolve(
                RemoteState.NONE,
                new RemoteRequested(
                        REMOTE,
                        kind,
                        new PartyId("NL*MSP"),
                        new PartyId("DE*CPO"),
                        new AgreementId(new UUID(2, 2)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        NOW,
                        null,
                        Personal.absent(),
                        Personal.absent()));
    }

    private static List<Event> answered(RemoteState state, CommandReply reply) {
        return RemoteDecisions.answered(state, reply, NOW, 7);
    }

    private static Verdict result(RemoteState state, Result result) {
        return RemoteDecisions.result(state, result, 9);
    }

    private static List<Event> news(RemoteState state, Result result) {
        return ((Verdict.News) result(state, result)).events();
    }

    private static RemoteState tell(RemoteState state, Result result) {
        return fold(state, news(state, result));
    }

    private static RemoteState fold(RemoteState state, List<Event> events) {
        RemoteState next = state;
        for (Event event : events) {
            next = RemoteState.evolve(next, event);
        }
        return next;
    }
}
