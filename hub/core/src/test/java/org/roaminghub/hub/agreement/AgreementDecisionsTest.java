package org.roaminghub.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.agreement.AgreementAmended;
import org.roaminghub.events.agreement.AgreementSigned;
import org.roaminghub.events.agreement.AgreementTerminated;
import org.roaminghub.hub.agreement.AgreementCommand.AmendAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.SignAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.TerminateAgreement;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Service;

class AgreementDecisionsTest {

    private static final AgreementId ID = new AgreementId(new UUID(1, 1));
    private static final AgreementId OTHER = new AgreementId(new UUID(1, 2));
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final Instant JAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JUN = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant DEC = Instant.parse("2026-12-01T00:00:00Z");
    private static final Interval FROM_JAN = new Interval(JAN, null);
    private static final Set<Service> ALL = EnumSet.allOf(Service.class);
    private static final Set<Service> FEW = EnumSet.of(Service.AUTHORIZE, Service.CDR);
    private static final AgreementTerms TERMS = AgreementTerms.DEFAULT;
    private static final Causes CAUSES = Causes.of(Actor.user("admin"), new UUID(2, 2));
    private static final Event SIGNED = signed(ID, FROM_JAN, ALL);
    private static final Event PRESENT = signed(OTHER, FROM_JAN, ALL);

    @Test
    void signs() {
        assertThat(AgreementDecisions.decide(List.of(), sign(FROM_JAN, ALL))).isEqualTo(events(SIGNED));
    }

    @Test
    void takesARepeatForTheSameAgreement() {
        var present = List.of(given(PRESENT));
        assertThat(AgreementDecisions.decide(present, sign(FROM_JAN, ALL))).isEqualTo(events());
        assertThat(AgreementDecisions.findEqual(present, sign(FROM_JAN, ALL))).contains(OTHER);
    }

    @Test
    void takesARepeatFromNowForTheSameAgreement() {
        var repeat = sign(new Interval(JUN, null), ALL);
        assertThat(AgreementDecisions.decide(List.of(given(PRESENT)), repeat)).isEqualTo(events());
        assertThat(AgreementDecisions.findEqual(List.of(given(PRESENT)), repeat))
                .contains(OTHER);
    }

    @Test
    void refusesAnotherOneWhileOneIsInForceAndNamesIt() {
        assertThat(AgreementDecisions.decide(List.of(given(PRESENT)), sign(FROM_JAN, FEW)))
                .isInstanceOfSatisfying(Outcome.Refused.class, no -> {
                    assertThat(no.refusal()).isEqualTo(Refusal.CONFLICT);
                    assertThat(no.why()).contains(OTHER.toString());
                });
    }

    @Test
    void refusesTheSameWithAnotherEnd() {
        assertRefused(
                AgreementDecisions.decide(List.of(given(PRESENT)), sign(new Interval(JAN, DEC), ALL)),
                Refusal.CONFLICT);
    }

    @Test
    void signsAnotherOneWhereTheFirstEnds() {
        var first = given(signed(OTHER, new Interval(JAN, JUN), ALL));
        var next = sign(new Interval(JUN, null), FEW);
        assertThat(AgreementDecisions.decide(List.of(first), next))
                .isEqualTo(events(signed(ID, new Interval(JUN, null), FEW)));
    }

    @Test
    void signsAnewAfterTermination() {
        var first = given(signed(OTHER, FROM_JAN, ALL), new AgreementTerminated(OTHER, JUN, null));
        var anew = sign(new Interval(JUN, null), ALL);
        assertThat(AgreementDecisions.decide(List.of(first), anew))
                .isEqualTo(events(signed(ID, new Interval(JUN, null), ALL)));
    }

    @Test
    void signsAnewAfterTerminationBeforeTheStart() {
        var first = given(signed(OTHER, new Interval(DEC, null), ALL), new AgreementTerminated(OTHER, JUN, null));
        assertThat(AgreementDecisions.decide(List.of(first), sign(FROM_JAN, ALL)))
                .isEqualTo(events(SIGNED));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(AgreementDecisions.decide(List.of(), sign(new Interval(JUN, JAN), ALL)), Refusal.MALFORMED);
        assertRefused(AgreementDecisions.decide(List.of(), sign(new Interval(JUN, JUN), ALL)), Refusal.MALFORMED);
        var hasty = terms(1, AgreementTerms.IssuerSilent.REFUSE);
        assertRefused(
                AgreementDecisions.decide(
                        List.of(),
                        new SignAgreement(ID, VOL, MOV, FROM_JAN, ALL, List.of(), "EUR", hasty, JUN, CAUSES)),
                Refusal.MALFORMED);
        assertRefused(
                AgreementDecisions.decide(
                        List.of(),
                        new SignAgreement(ID, VOL, MOV, FROM_JAN, ALL, List.of(), "euro", TERMS, JUN, CAUSES)),
                Refusal.MALFORMED);
    }

    @Test
    void amendsFromThenOn() {
        var before = given(SIGNED);
        var amended = new AgreementAmended(ID, DEC, TERMS, FEW, List.of(), FROM_JAN);
        assertThat(AgreementDecisions.decide(before, amend(DEC, FEW, null), List.of(before)))
                .isEqualTo(events(amended));

        var after = given(SIGNED, amended);
        assertThat(after.asOf(JUN).services()).isEqualTo(ALL);
        assertThat(after.asOf(DEC).services()).isEqualTo(FEW);
        assertThat(AgreementDecisions.decide(after, amend(DEC, FEW, null), List.of(after)))
                .isEqualTo(events());
    }

    @Test
    void amendsNothingInThePast() {
        var before = given(SIGNED);
        assertRefused(
                AgreementDecisions.decide(before, amend(JUN.minusSeconds(1), FEW, null), List.of(before)),
                Refusal.IMPLAUSIBLE);
    }

    @Test
    void amendsNotIntoAnotherAgreement() {
        var first = given(signed(ID, new Interval(JAN, DEC), ALL));
        var next = given(signed(OTHER, new Interval(DEC, null), ALL));
        assertRefused(
                AgreementDecisions.decide(first, amend(JUN, null, FROM_JAN), List.of(first, next)), Refusal.CONFLICT);
    }

    @Test
    void terminatesOnceAndKeepsWhatBeganBefore() {
        var end = new AgreementTerminated(ID, JUN, "over");
        var terminate = new TerminateAgreement(ID, "over", JUN, CAUSES);
        assertThat(AgreementDecisions.decide(given(SIGNED), terminate)).isEqualTo(events(end));
        var ended = given(SIGNED, end);
        assertThat(AgreementDecisions.decide(ended, terminate)).isEqualTo(events());
        assertThat(ended.isInForceAt(JUN.minusMillis(1))).isTrue();
        assertThat(ended.isInForceAt(JUN)).isFalse();
        assertThat(ended.asOf(JAN).covers(Service.CDR, JAN)).isTrue();
        assertThat(ended.asOf(DEC).terminated()).isTrue();
        assertRefused(AgreementDecisions.decide(ended, amend(DEC, FEW, null), List.of(ended)), Refusal.WRONG_STATE);
    }

    @Test
    void knowsNothingOfAnAgreementThatWasNeverSigned() {
        assertRefused(AgreementDecisions.decide(null, amend(DEC, FEW, null), List.of()), Refusal.UNKNOWN_OBJECT);
        assertRefused(
                AgreementDecisions.decide(null, new TerminateAgreement(ID, null, JUN, CAUSES)), Refusal.UNKNOWN_OBJECT);
    }

    private static AgreementState given(Event... events) {
        Optional<AgreementState> state = Optional.empty();
        for (Event event : events) {
            state = AgreementState.evolve(state, event);
        }
        return state.orElseThrow();
    }

    private static Event signed(AgreementId id, Interval valid, Set<Service> services) {
        return new AgreementSigned(id, VOL, MOV, services, valid, List.of(), "EUR", TERMS);
    }

    private static SignAgreement sign(Interval valid, Set<Service> services) {
        return new SignAgreement(ID, VOL, MOV, valid, services, List.of(), "EUR", TERMS, JUN, CAUSES);
    }

    private static AmendAgreement amend(Instant from, @Nullable Set<Service> services, @Nullable Interval valid) {
        return new AmendAgreement(ID, from, valid, services, null, null, JUN, CAUSES);
    }

    private static Outcome<List<Event>> events(Event... events) {
        return Outcome.done(List.of(events));
    }

    private static void assertRefused(Outcome<List<Event>> outcome, Refusal refusal) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    static AgreementTerms terms(int authorizeDeadlineMs, AgreementTerms.IssuerSilent issuerSilent) {
        AgreementTerms usual = AgreementTerms.DEFAULT;
        return new AgreementTerms(
                authorizeDeadlineMs,
                usual.remoteDeadlineMs(),
                issuerSilent,
                usual.approveWithinDays(),
                usual.cdrWithinDays(),
                usual.creditWithinDays(),
                usual.postOn(),
                usual.rounding(),
                usual.tolerance(),
                usual.settlementMode(),
                usual.signedData());
    }
}
