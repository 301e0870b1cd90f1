package org.roaminghub.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.agreement.store.AgreementStore;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Service;

class AgreementsTest {

    private static final Actor ADMIN = Actor.user("admin");
    private static final PartyId VOL = PartyId.parse("DE*VOL");
    private static final PartyId MOV = PartyId.parse("NL*MOV");
    private static final PartyId ZAP = PartyId.parse("FR*ZAP");

    private final CoreUnderTest core = new CoreUnderTest();
    private final Agreements agreements = node(core);
    private final Instant start = core.clock.now();

    private static Agreements node(CoreUnderTest on) {
        return new Agreements(on.commands, on.recorder, new AgreementStore(on.jdbc), on.clock, on.ids);
    }

    @Test
    void signsForAllServicesByDefaultAndOneDirectionOnly() {
        Agreement signed = value(sign(VOL, MOV, start, null));
        assertThat(signed.services()).isEqualTo(EnumSet.allOf(Service.class));
        assertThat(signed.currency()).isEqualTo("EUR");
        assertThat(signed.terms()).isEqualTo(AgreementTerms.DEFAULT);
        assertThat(agreements.inForce(VOL, MOV, start)).contains(signed);
        assertThat(agreements.inForce(MOV, VOL, start)).isEmpty();
        assertThat(agreements.inForce(VOL, MOV, start.minusMillis(1))).isEmpty();
        assertThat(agreements.find(signed.agreement())).contains(signed);
    }

    @Test
    void repeatGivesTheSameAgreementAndNoEvent() {
        Agreement first = value(sign(VOL, MOV, start, null));
        core.clock.advance(Duration.ofMinutes(1));
        Agreement again = value(sign(VOL, MOV, core.clock.now(), null));
        assertThat(again).isEqualTo(first);
        assertThat(agreements.list()).hasSize(1);
        assertThat(core.events("agreement", first.agreement().value())).hasSize(1);
    }

    @Test
    void refusesASecondOneAndKeepsTheFirst() {
        Agreement first = value(sign(VOL, MOV, start, null));
        assertThat(agreements.sign(
                        VOL, MOV, new Interval(start, null), Set.of(Service.CDR), List.of(), null, null, ADMIN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.CONFLICT));
        assertThat(agreements.list()).containsExactly(first);
    }

    @Test
    void listsThoseOfAPartyThatAreInForce() {
        value(sign(VOL, MOV, start, null));
        value(sign(VOL, ZAP, start, start.plusSeconds(60)));
        assertThat(agreements.ofCpo(VOL, start)).extracting(Agreement::emsp).containsExactly(MOV, ZAP);
        assertThat(agreements.ofCpo(VOL, start.plusSeconds(60)))
                .extracting(Agreement::emsp)
                .containsExactly(MOV);
        assertThat(agreements.ofEmsp(ZAP, start)).extracting(Agreement::cpo).containsExactly(VOL);
        assertThat(agreements.ofEmsp(VOL, start)).isEmpty();
    }

    @Test
    void judgesByTheTermsOfThatTime() {
        Agreement signed = value(sign(VOL, MOV, start, null));
        core.clock.advance(Duration.ofHours(1));
        Instant change = core.clock.now();
        var patient = AgreementDecisionsTest.terms(9_000, AgreementTerms.IssuerSilent.ALLOW_OFFLINE_TOKENS);
        value(agreements.amend(signed.agreement(), null, null, Set.of(Service.CDR), null, patient, ADMIN));
        assertThat(agreements.inForce(VOL, MOV, start).orElseThrow().terms()).isEqualTo(AgreementTerms.DEFAULT);
        Agreement now = agreements.inForce(VOL, MOV, change).orElseThrow();
        assertThat(now.terms()).isEqualTo(patient);
        assertThat(now.covers(Service.AUTHORIZE, change)).isFalse();
        assertThat(now.covers(Service.CDR, change)).isTrue();
    }

    @Test
    void terminatedOneStillCoversWhatBeganBefore() {
        Agreement signed = value(sign(VOL, MOV, start, null));
        core.clock.advance(Duration.ofHours(1));
        Instant end = core.clock.now();
        assertThat(value(agreements.terminate(signed.agreement(), "over", ADMIN))
                        .terminated())
                .isTrue();
        assertThat(agreements.inForce(VOL, MOV, end)).isEmpty();
        assertThat(agreements.inForce(VOL, MOV, end.minusMillis(1))).isPresent();
        value(agreements.terminate(signed.agreement(), "over", ADMIN));
        assertThat(core.events("agreement", signed.agreement().value())).hasSize(2);
        assertThat(value(sign(VOL, MOV, end, null)).agreement()).isNotEqualTo(signed.agreement());
    }

    @Test
    void coversWhatBeganEarlierWhenNobodyNamesADay() {
        Agreement signed = value(sign(VOL, MOV, Agreement.SINCE_EVER, null));
        assertThat(agreements.inForce(VOL, MOV, start.minus(Duration.ofDays(400))))
                .contains(signed);
        assertThat(value(sign(VOL, MOV, Agreement.SINCE_EVER, null))).isEqualTo(signed);
        core.clock.advance(Duration.ofHours(1));
        Instant end = core.clock.now();
        value(agreements.terminate(signed.agreement(), null, ADMIN));
        core.clock.advance(Duration.ofHours(1));
        Agreement next = value(sign(VOL, MOV, Agreement.SINCE_EVER, null));
        assertThat(next.valid().start()).isEqualTo(end);
        assertThat(agreements.inForce(VOL, MOV, end.minusMillis(1)).map(Agreement::agreement))
                .contains(signed.agreement());
        assertThat(value(sign(VOL, MOV, Agreement.SINCE_EVER, null))).isEqualTo(next);
    }

    @Test
    void anotherNodeSeesItWithinASecond() {
        Agreements other = node(core.anotherNode());
        assertThat(other.list()).isEmpty();
        Agreement signed = value(sign(VOL, MOV, start, null));
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(other.inForce(VOL, MOV, start)).contains(signed);
    }

    private Outcome<Agreement> sign(
            PartyId cpo, PartyId emsp, Instant from, @org.jspecify.annotations.Nullable Instant to) {
        return agreements.sign(cpo, emsp, new Interval(from, to), Set.of(), List.of(), null, null, ADMIN);
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> no -> throw new AssertionError(no.why());
        };
    }
}
