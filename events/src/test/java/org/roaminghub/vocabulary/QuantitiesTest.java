package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    private static final int VALUES = 20_000;

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    /** Up to twelve digits with zero to {@code places} of them after the point; every eighth is a multiple of ten. */
    private static BigDecimal random(Random random, int places) {
        BigInteger digits = new BigInteger(random.nextInt(1, 40), random)
                .multiply(random.nextInt(8) == 0 ? BigInteger.TEN : BigInteger.ONE);
        BigDecimal number = new BigDecimal(digits, random.nextInt(places + 1));
        return random.nextBoolean() ? number : number.negate();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 7_777})
    void convertsEnergyAndPowerExactlyAndBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < VALUES; i++) {
            BigDecimal kilo = random(random, 12);
            assertThat(Energy.ofKilowattHours(kilo).value())
                    .as("seed %d, %s kWh", seed, kilo)
                    .isEqualByComparingTo(kilo.multiply(decimal("1000")));
            assertThat(Energy.ofKilowattHours(kilo).toKilowattHours())
                    .as("seed %d, %s kWh", seed, kilo)
                    .isEqualByComparingTo(kilo);
            assertThat(Power.ofKilowatts(kilo).toKilowatts())
                    .as("seed %d, %s kW", seed, kilo)
                    .isEqualByComparingTo(kilo);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20261121, 7_777})
    void convertsHoursExactlyAndBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < VALUES; i++) {
            BigDecimal hours = random(random, 18);
            Span span = Span.ofHours(hours);
            assertThat(span.value())
                    .as("seed %d, %s h", seed, hours)
                    .isEqualByComparingTo(hours.multiply(decimal("3600")));
            assertThat(span.toHours()).as("seed %d, %s h", seed, hours).isEqualByComparingTo(hours);
            assertThat(new Span(span.value().stripTrailingZeros()).toHours())
                    .as("seed %d, %s h, stored", seed, hours)
                    .isEqualByComparingTo(hours);
        }
    }

    @Test
    void writesHoursOfEverySecondCloseEnoughToComeBack() {
        for (int seconds = 0; seconds <= 7 * 24 * 3600; seconds += 7) {
            BigDecimal back = Span.ofHours(
                            Span.parse(BigDecimal.valueOf(seconds)).toHours())
                    .value();
            assertThat(back.setScale(3, java.math.RoundingMode.HALF_UP))
                    .as("%d s", seconds)
                    .isEqualByComparingTo(BigDecimal.valueOf(seconds));
        }
    }

    @Test
    void writesHoursAsPeopleDo() {
        assertThat(Span.parse(decimal("7200")).toHours()).hasToString("2");
        assertThat(Span.parse(decimal("36000")).toHours()).hasToString("10");
        assertThat(Span.parse(decimal("5400")).toHours()).hasToString("1.5");
        assertThat(Span.parse(decimal("1")).toHours()).hasToString("0.0002777778");
    }

    @Test
    void areEqualByValue() {
        assertThat(Energy.parse(decimal("1500")))
                .isEqualTo(Energy.ofKilowattHours(decimal("1.5000")))
                .hasSameHashCodeAs(Energy.ofKilowattHours(decimal("1.5")));
        assertThat(Power.parse(decimal("11000")))
                .isEqualTo(Power.ofKilowatts(decimal("11.0")))
                .hasSameHashCodeAs(Power.ofKilowatts(decimal("11")));
        assertThat(Span.parse(decimal("3600")))
                .isEqualTo(Span.ofHours(decimal("1.00")))
                .hasSameHashCodeAs(Span.ofHours(decimal("1")));
    }

    @Test
    void areOrderedAndEnergyMayFlowBack() {
        assertThat(Energy.parse(decimal("-0.1"))).isLessThan(Energy.NONE);
        assertThat(Span.ofHours(decimal("1"))).isGreaterThan(Span.parse(decimal("3599.999")));
        assertThat(Power.ofKilowatts(decimal("22"))).isGreaterThan(Power.parse(decimal("3700")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e15", "1e-21"})
    void refuseNumbersBeyondAllMeasure(String number) {
        BigDecimal beyond = decimal(number);
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.parse(beyond));
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.ofKilowattHours(beyond));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.parse(beyond));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.ofKilowatts(beyond));
        assertThatIllegalArgumentException().isThrownBy(() -> Span.parse(beyond));
        assertThatIllegalArgumentException().isThrownBy(() -> Span.ofHours(beyond));
    }

    @Test
    void takeTheSeventeenDigitsOfPartnersWhoCalculateInBinary() {
        assertThat(Energy.ofKilowattHours(decimal("12.340000000000001")).value())
                .isEqualByComparingTo("12340.000000000001");
        assertThat(Span.ofHours(decimal("0.51666666666666672")).toHours()).isEqualByComparingTo("0.51666666666666672");
    }
}
