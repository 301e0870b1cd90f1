package org.roaminghub.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Roaming.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

class DeliveryDecisionsTest {

    private static final DeliverySettings SETTINGS = DeliverySettings.DEFAULT;
    private static final PartnerAnswer ANSWER = new PartnerAnswer(Roaming.original("x"), Map.of());
    private static final DeliveryReply SILENT = new DeliveryReply.Undelivered(Refusal.PARTY_SILENT, "", null);

    private static Row tried(int times) {
        return new Row(
                new DeliveryId(new UUID(1, 1)),
                "CDR",
                "cdr/1",
                "cdr/1",
                1,
                Roaming.CPO,
                Roaming.EMSP,
                Role.EMSP,
                null,
                "c",
                false,
                times,
                START,
                START,
                START,
                null,
                null,
                0);
    }

    private static Fate fate(Row row, DeliveryReply reply, Instant now) {
        return Fate.of(row, reply, now, 0, SETTINGS);
    }

    @Test
    void doublesTheBackOffUpToFiveMinutes() {
        assertThat(fate(tried(0), SILENT, START)).isEqualTo(new Fate.Again(START.plusSeconds(1), Refusal.PARTY_SILENT));
        assertThat(fate(tried(3), SILENT, START)).isEqualTo(new Fate.Again(START.plusSeconds(8), Refusal.PARTY_SILENT));
        assertThat(fate(tried(150), SILENT, START))
                .isEqualTo(new Fate.Again(START.plusSeconds(300), Refusal.PARTY_SILENT));
    }

    @Test
    void spreadsTheBackOffOverItsSecondHalf() {
        assertThat(SETTINGS.backOff(4, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(SETTINGS.backOff(4, 1)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void parksWhatWasTriedTooOftenOrIsTooOld() {
        assertThat(fate(tried(199), SILENT, START)).isEqualTo(new Fate.Parked(Refusal.PARTY_SILENT));
        assertThat(fate(tried(1), SILENT, START.plus(Duration.ofDays(7))))
                .isEqualTo(new Fate.Parked(Refusal.PARTY_SILENT));
    }

    @Test
    void parksWhatTheReceiverRefusesOrCannotUnderstand() {
        assertThat(fate(tried(0), new DeliveryReply.Rejected(Refusal.REJECTED, "", ANSWER), START))
                .isEqualTo(new Fate.Parked(Refusal.REJECTED));
        assertThat(fate(tried(0), new DeliveryReply.NotExpressible("", List.of()), START))
                .isEqualTo(new Fate.Parked(Refusal.NOT_EXPRESSIBLE));
    }

    @Test
    void opensTheCircuitAfterThreeFailuresAndThenLetsOneProbeThrough() {
        Circuit circuit = new Circuit();
        assertThat(circuit.room(8, START)).isEqualTo(8);
        circuit.failed(START, Duration.ofSeconds(1));
        assertThat(circuit.room(8, START)).isZero();
        assertThat(circuit.room(8, START.plusSeconds(1))).isEqualTo(8);
        circuit.failed(START.plusSeconds(1), Duration.ofSeconds(2));
        assertThat(circuit.failed(START.plusSeconds(3), Duration.ofSeconds(4))).isTrue();
        assertThat(circuit.isClosed()).isFalse();
        assertThat(circuit.enterDirect(32)).isFalse();
        assertThat(circuit.room(8, START.plusSeconds(6))).isZero();
        assertThat(circuit.room(8, START.plusSeconds(7))).isEqualTo(1);
        circuit.enter();
        assertThat(circuit.room(8, START.plusSeconds(7))).isZero();
        circuit.leave();
        circuit.answered();
        assertThat(circuit.room(8, START.plusSeconds(7))).isEqualTo(8);
    }

    @Test
    void countsFailuresThatComeTogetherAsOneRound() {
        Circuit circuit = new Circuit();
        for (int i = 0; i < 8; i++) {
            circuit.failed(START, Duration.ofSeconds(circuit.nextRound(START)));
        }
        assertThat(circuit.room(8, START.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void closesTheCircuitWhenThePlatformWasAwayAndIsBack() {
        Circuit circuit = new Circuit();
        for (int i = 0; i < 3; i++) {
            circuit.failed(START, Duration.ofMinutes(1));
        }
        assertThat(circuit.seenConnected()).isFalse();
        circuit.seenAway();
        assertThat(circuit.seenConnected()).isTrue();
        assertThat(circuit.isClosed()).isTrue();
    }
}
