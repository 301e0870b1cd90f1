package org.roaminghub.hub.station;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.station.store.MeterStore.Register;
import org.roaminghub.hub.station.store.TransactionStore.PartRow;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Start;
import org.roaminghub.spi.inbound.Stations.Stop;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Completeness;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.TransactionId;

/** What messages do to transactions, and what those come to. */
class TxRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final StationId STATION = new StationId(new UUID(1, 1));
    private static final Power ELEVEN_KW = new Power(BigDecimal.valueOf(11_000));

    private static Token token(String uid) {
        return new Token(new TokenSeen(TokenUid.parse(uid), null, null), TokenKind.RFID);
    }

    private static Tx.Holder holder(String uid) {
        return new Tx.Holder(
                token(uid).seen(),
                TokenKind.RFID,
                null,
                new PartyId("NL*MOV"),
                null,
                null,
                null,
                AuthMethod.AUTH_REQUEST,
                null,
                null,
                null);
    }

    private static Tx blank(int number, boolean numbered) {
        return new Tx(
                new TransactionId(new UUID(2, number)),
                number,
                STATION,
                Integer.toString(number),
                numbered,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                0,
                null,
                NOW,
                null);
    }

    private static Tx started(int number, Instant at, @Nullable Integer wh) {
        Start start = new Start(1, 1, token("04AA"), at, wh == null ? null : BigDecimal.valueOf(wh), null);
        return TxRules.started(blank(number, true), start, holder("04AA"), NOW);
    }

    private static Stop stop(String id, Instant at, @Nullable Integer wh) {
        return new Stop(id, null, at, wh == null ? null : BigDecimal.valueOf(wh), "Local", List.of());
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void theFirstEndCountsAndAnAssumedOneGivesWay() {
        Tx running = started(1, ago(30), 1000);
        Tx over = TxRules.stopped(running, stop("1", ago(5), 3000), NOW).orElseThrow();
        assertThat(TxRules.stopped(over, stop("1", ago(4), 9000), NOW)).isEmpty();
        Tx unheard = TxRules.endedUnheard(running, ago(10), NOW);
        assertThat(requireNonNull(unheard.end()).completeness()).isEqualTo(Completeness.NO_STOP);
        assertThat(requireNonNull(unheard.end()).at()).isEqualTo(ago(10));
        assertThat(TxRules.stopped(unheard, stop("1", ago(5), 3000), NOW))
                .hasValueSatisfying(real ->
                        assertThat(requireNonNull(real.end()).completeness()).isEqualTo(Completeness.COMPLETE));
    }

    @Test
    void anEndWithoutAGoodIdMeansTheOnlyOneThatFits() {
        Tx one = started(1, ago(30), 1000);
        Tx two = started(2, ago(20), 0);
        assertThat(TxRules.meant(List.of(one), stop("-1", ago(5), 3000), NOW)).contains(one);
        assertThat(TxRules.meant(List.of(one, two), stop("-1", ago(5), 3000), NOW))
                .isEmpty();
        assertThat(TxRules.meant(List.of(one), stop("-1", ago(40), 3000), NOW)).isEmpty();
        assertThat(TxRules.meant(List.of(one), stop("-1", ago(5), 10), NOW)).isEmpty();
        Stop others = new Stop("-1", token("05BB"), ago(5), null, "Local", List.of());
        assertThat(TxRules.meant(List.of(one), others, NOW)).isEmpty();
    }

    private static PartRow part(Part.Kind kind, int number) {
        return new PartRow(kind.name(), number, NOW);
    }

    @Test
    void isWholeWhenNothingIsMissingBetweenStartAndEnd() {
        PartRow start = part(Part.Kind.STARTED, 3);
        PartRow end = part(Part.Kind.ENDED, 5);
        assertThat(TxRules.isWhole(List.of(end, start))).isFalse();
        assertThat(TxRules.isWhole(List.of(end, start, part(Part.Kind.UPDATED, 4))))
                .isTrue();
        assertThat(TxRules.isWhole(List.of(end))).isFalse();
        assertThat(TxRules.isWhole(List.of(part(Part.Kind.STARTED, 0), part(Part.Kind.ENDED, 0))))
                .isTrue();
    }

    @Test
    void correctsClocksThatCanNotBeRight() {
        Instant epoch = Instant.EPOCH.plusSeconds(10);
        Tx running = started(1, epoch, 0);
        assertThat(requireNonNull(running.started()).at()).isEqualTo(NOW);
        assertThat(running.flags()).containsExactly(Tx.CLOCK);
        Instant later = NOW.plus(Duration.ofMinutes(20));
        Tx over = TxRules.stopped(running, stop("1", epoch.plusSeconds(600), 10), later)
                .orElseThrow();
        assertThat(requireNonNull(over.end()).at()).isEqualTo(NOW.plusSeconds(600));
        assertThat(Clocks.correctedEnd(
                        NOW.plus(Duration.ofDays(2)),
                        NOW,
                        requireNonNull(started(2, ago(5), 0).started())))
                .isEqualTo(NOW);
    }

    @Test
    void countsWhatTheRegistersSayAndCutsPeriodsWhereEnergyStops() {
        Tx over = TxRules.stopped(started(1, ago(60), 1000), stop("1", ago(0), 4000), NOW)
                .orElseThrow();
        Measured measured = Measured.of(
                over,
                List.of(
                        new Register(ago(40), BigDecimal.valueOf(3000)),
                        new Register(ago(30), BigDecimal.valueOf(2500)),
                        new Register(ago(20), BigDecimal.valueOf(3000))),
                ELEVEN_KW,
                NOW);
        assertThat(measured.held()).isNull();
        assertThat(measured.energyWh()).isEqualByComparingTo("3000");
        assertThat(measured.periods()).hasSize(3);
        assertThat(measured.periods().get(1).dimensions().getFirst().type()).isEqualTo(Type.PARKING_TIME);
        assertThat(measured.parkingS()).isEqualByComparingTo("1200");
        assertThat(measured.periods().stream()
                        .map(p -> p.dimensions().getLast().volume())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3000");
    }

    @Test
    void standingIsParkingHoweverOftenItIsReadAndAPauseIsNot() {
        Tx over = TxRules.stopped(started(1, ago(60), 0), stop("1", ago(0), 6000), NOW)
                .orElseThrow();
        List<Register> registers = new java.util.ArrayList<>();
        registers.add(new Register(ago(50), BigDecimal.valueOf(2000)));
        for (int minute = 49; minute >= 47; minute--) {
            registers.add(new Register(ago(minute), BigDecimal.valueOf(2000)));
        }
        registers.add(new Register(ago(40), BigDecimal.valueOf(6000)));
        for (int minute = 39; minute >= 1; minute--) {
            registers.add(new Register(ago(minute), BigDecimal.valueOf(6000)));
        }
        Measured measured = Measured.of(over, registers, ELEVEN_KW, NOW);
        assertThat(measured.parkingS()).isEqualByComparingTo("2400");
        assertThat(measured.periods()).hasSize(2);
        assertThat(measured.stretches()).hasSize(45);
        assertThat(measured.stretches().getFirst().charging()).isTrue();
        assertThat(measured.stretches().getLast().charging()).isFalse();
    }

    @Test
    void holdsWhatCanNotBeBilled() {
        assertThat(heldBy(1000, 10)).isEqualTo(Measured.METER_BACKWARDS);
        assertThat(heldBy(1000, null)).isEqualTo(Measured.METER_MISSING);
        assertThat(heldBy(1000, 900_000)).isEqualTo(Measured.METER_ABSURD);
        assertThat(heldBy(1000, 1500)).isNull();
    }

    private static @Nullable String heldBy(int from, @Nullable Integer to) {
        Tx over = TxRules.stopped(started(1, ago(60), from), stop("1", ago(0), to), NOW)
                .orElseThrow();
        return Measured.of(over, List.of(), ELEVEN_KW, NOW).held();
    }

    @Test
    void takesAKeyAsBytesOrAsDigitsAndAPasswordAsItIs() {
        byte[] kept = Passwords.kept("003AFF00" + "ab12".repeat(8));
        byte[] bytes = HexFormat.of().parseHex("003aff00" + "ab12".repeat(8));
        assertThat(Passwords.matches(kept, bytes)).isTrue();
        assertThat(Passwords.matches(kept, HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        bytes[19] ^= 1;
        assertThat(Passwords.matches(kept, bytes)).isFalse();
        byte[] word = Passwords.kept("Grüße an alle hier");
        assertThat(Passwords.matches(word, "Grüße an alle hier".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(Passwords.matches(word, new byte[0])).isFalse();
    }

    private static Part part(Part.Kind kind, int seq, Instant at, Reading... readings) {
        return new Part("tx", kind, seq, at, false, 1, 1, null, null, null, null, null, List.of(readings), null);
    }

    private static Reading register(Instant at, String context, long wh) {
        return new Reading(at, "Energy.Active.Import.Register", context, null, null, BigDecimal.valueOf(wh), null);
    }

    @Test
    void takesTheRegisterOfAPartsOwnWordWhateverSecondItIsStampedWith() {
        Part start = part(Part.Kind.STARTED, 0, NOW, register(NOW.minusSeconds(2), "Transaction.Begin", 1_000));
        Part end = part(
                Part.Kind.ENDED,
                1,
                NOW,
                register(NOW.plusSeconds(1), "Transaction.End", 4_000),
                register(NOW.plusSeconds(2), "Sample.Clock", 9_000),
                new Reading(NOW, "Energy.Active.Import.Register", "Transaction.End", "L1", null, BigDecimal.ONE, null));
        Tx tx = TxRules.told(blank(1, false), start, holder("04AA"), List.of(), NOW);
        tx = TxRules.told(tx, end, null, List.of(), NOW);
        assertThat(tx.started()).isNotNull().extracting(Tx.Started::meterWh).isEqualTo(BigDecimal.valueOf(1_000));
        assertThat(tx.end()).isNotNull().extracting(Tx.End::meterWh).isEqualTo(BigDecimal.valueOf(4_000));
    }
}
