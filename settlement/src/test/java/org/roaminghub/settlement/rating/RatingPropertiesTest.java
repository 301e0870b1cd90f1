package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.BillItem;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;

/** What holds for any tariff and session; the seed is in the message. */
class RatingPropertiesTest {

    private static final int CASES = 1_000;
    private static final BigDecimal HALF_A_DIGIT = new BigDecimal("0.00005");
    private static final BigDecimal NEARLY = new BigDecimal("0.0003");

    /** One case. */
    private interface Property {
        void hold(RandomPrices random, String seed);
    }

    private static void forAll(Property property) {
        for (long seed = 1; seed <= CASES; seed++) {
            property.hold(new RandomPrices(seed), "seed " + seed);
        }
    }

    private static List<ChargingPeriod> cut(Tariff tariff, ZoneId zone, List<Stretch> stretches) {
        return cut(tariff, zone, stretches, RandomPrices.currents(stretches));
    }

    private static List<ChargingPeriod> cut(Tariff tariff, ZoneId zone, List<Stretch> stretches, Currents currents) {
        return ((PeriodCuts.Cut.Periods) PeriodCuts.cut(tariff, zone, null, stretches, currents)).periods();
    }

    private static CostBreakdown rated(Tariff tariff, ZoneId zone, List<Stretch> stretches) {
        return rated(
                tariff, zone, cut(tariff, zone, stretches), stretches.getLast().end());
    }

    private static CostBreakdown rated(Tariff tariff, ZoneId zone, List<ChargingPeriod> periods, Instant end) {
        return (CostBreakdown) Rating.rate(
                new RatingInput(List.of(tariff), periods, periods.getFirst().start(), end, zone, false));
    }

    private static BigDecimal sum(List<ChargingPeriod> periods, Type... types) {
        return periods.stream()
                .flatMap(p -> p.dimensions().stream())
                .filter(d -> List.of(types).contains(d.type()))
                .map(ChargingPeriod.Dimension::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void linesSumToTheTotalButForTheirLastDigit() {
        forAll((random, seed) -> {
            CostBreakdown cost = rated(random.tariff(true), random.zone(), random.stretches(random.start()));
            BigDecimal lines = cost.lines().stream()
                    .map(line -> cost.total().before() == null ? line.after() : line.before())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal mostLost =
                    HALF_A_DIGIT.multiply(BigDecimal.valueOf(cost.lines().size() + 1L));
            assertThat(lines.subtract(cost.total().leading()).abs()).as(seed).isLessThanOrEqualTo(mostLost);
        });
    }

    @Test
    void theBillSumsToTheTotalExactly() {
        forAll((random, seed) -> {
            Tariff any = random.tariff(true);
            Price limit = random.euros(random.upTo(2_000));
            Tariff tariff = random.tariff(
                    any.elements(),
                    any.taxIncluded(),
                    random.upTo(3) == 0 ? limit : null,
                    random.upTo(3) == 0 ? limit : null);
            List<Stretch> stretches = random.stretches(random.start());
            CostBreakdown cost = rated(tariff, random.zone(), stretches);
            List<BillItem> items = Bill.items(
                    cost,
                    tariff.taxIncluded(),
                    stretches.getFirst().start(),
                    stretches.getLast().end());
            BigDecimal sum = items.stream()
                    .map(item -> Objects.requireNonNull(item.cost()).amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as(seed).isEqualByComparingTo(cost.total().leading());
            assertThat(items.stream().anyMatch(item -> item.item() == BillItem.Item.OTHER && cost.limit() == null))
                    .as(seed)
                    .isFalse();
        });
    }

    @Test
    void taxesSumToWhatTheyAdd() {
        forAll((random, seed) -> {
            Cost total = rated(random.tariff(true), random.zone(), random.stretches(random.start()))
                    .total();
            BigDecimal taxes = total.taxes().stream().map(Price.Tax::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (total.before() != null && total.after() != null) {
                assertThat(total.before().add(taxes)).as(seed).isEqualByComparingTo(total.after());
            }
        });
    }

    @Test
    void periodsAreCutWhereverAPriceChanges() {
        forAll((random, seed) -> assertThat(rated(random.tariff(true), random.zone(), random.stretches(random.start()))
                        .notes())
                .as(seed)
                .doesNotContain(Note.PERIOD_SPANS_PRICE_CHANGE.name())
                .doesNotContain(Note.DURATION_MISMATCH.name())
                .doesNotContain(Note.PERIODS_OUT_OF_ORDER.name()));
    }

    @Test
    void cuttingLosesNeitherEnergyNorTime() {
        forAll((random, seed) -> {
            List<Stretch> stretches = random.stretches(random.start());
            List<ChargingPeriod> periods = cut(random.tariff(true), random.zone(), stretches);
            assertThat(sum(periods, Type.ENERGY))
                    .as(seed)
                    .isEqualByComparingTo(
                            stretches.stream().map(Stretch::energyWh).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(sum(periods, Type.TIME, Type.PARKING_TIME))
                    .as(seed)
                    .isEqualByComparingTo(Walk.seconds(
                            stretches.getFirst().start(), stretches.getLast().end()));
            assertThat(periods.getFirst().start())
                    .isEqualTo(stretches.getFirst().start());
        });
    }

    @Test
    void aReadingMoreInAnEvenStretchChangesNothing() {
        forAll((random, seed) -> {
            Tariff tariff = random.tariff(true);
            ZoneId zone = random.zone();
            List<Stretch> stretches = random.stretches(random.start());
            List<Stretch> more = new ArrayList<>();
            for (Stretch s : stretches) {
                long half = Duration.between(s.start(), s.end()).toSeconds() / 2;
                if (half * 2 != Duration.between(s.start(), s.end()).toSeconds()) {
                    more.add(s);
                    continue;
                }
                BigDecimal energy = s.energyWh().divide(BigDecimal.TWO);
                Instant middle = s.start().plusSeconds(half);
                more.add(new Stretch(s.start(), middle, s.charging(), energy));
                more.add(new Stretch(middle, s.end(), s.charging(), energy));
            }
            List<ChargingPeriod> periods = cut(tariff, zone, more, RandomPrices.currents(stretches));
            assertThat(rated(tariff, zone, periods, more.getLast().end())
                            .total()
                            .leading())
                    .as(seed)
                    .isCloseTo(
                            rated(tariff, zone, stretches).total().leading(),
                            org.assertj.core.data.Offset.offset(NEARLY));
        });
    }

    @Test
    void splittingAPeriodWhereNothingChangesChangesNothing() {
        forAll((random, seed) -> {
            Tariff tariff = random.tariff(false);
            Instant start = random.start();
            Instant middle = start.plusSeconds(1 + random.upTo(3_000));
            Instant end = middle.plusSeconds(1 + random.upTo(3_000));
            int energy = random.upTo(20_000);
            int first = random.upTo(energy + 1);
            ZoneId zone = random.zone();
            CostBreakdown one = rated(tariff, zone, List.of(period(start, end, energy)), end);
            CostBreakdown two = rated(
                    tariff, zone, List.of(period(start, middle, first), period(middle, end, energy - first)), end);
            assertThat(two.total()).as(seed).isEqualTo(one.total());
            assertThat(two.billed()).as(seed).hasSameSizeAs(one.billed());
        });
    }

    private static ChargingPeriod period(Instant start, Instant end, int wh) {
        return new ChargingPeriod(
                start,
                null,
                List.of(
                        new ChargingPeriod.Dimension(Type.TIME, Walk.seconds(start, end)),
                        new ChargingPeriod.Dimension(Type.ENERGY, BigDecimal.valueOf(wh))),
                false);
    }

    @Test
    void whatIsBilledIsWhatWasMeasuredAndLessThanOneStepMore() {
        forAll((random, seed) -> {
            int step = 1 + random.upTo(1_000);
            Tariff tariff = random.tariff(
                    List.of(new Element(List.of(random.component(Dimension.ENERGY, step)), null)),
                    Tariff.TaxIncluded.NO,
                    null,
                    null);
            CostBreakdown cost = rated(tariff, random.zone(), random.stretches(random.start()));
            BigDecimal measured = cost.lines().stream().map(Line::measured).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal billed = cost.billed().getOrDefault(Bucket.ENERGY, BigDecimal.ZERO);
            assertThat(billed)
                    .as(seed)
                    .isGreaterThanOrEqualTo(measured)
                    .isLessThan(measured.add(BigDecimal.valueOf(step)).max(BigDecimal.ONE));
            assertThat(billed.remainder(BigDecimal.valueOf(step))).as(seed).isZero();
        });
    }

    @Test
    void theTotalStaysWithinTheTariffsLimits() {
        forAll((random, seed) -> {
            Tariff any = random.tariff(true);
            int low = random.upTo(1_000);
            int high = low + random.upTo(1_000);
            Tariff tariff = random.tariff(any.elements(), Tariff.TaxIncluded.NO, random.euros(low), random.euros(high));
            BigDecimal total = rated(tariff, random.zone(), random.stretches(random.start()))
                    .total()
                    .leading();
            assertThat(total).as(seed).isBetween(BigDecimal.valueOf(low, 2), BigDecimal.valueOf(high, 2));
        });
    }

    @Test
    void theOrderOfElementsThatPriceDifferentThingsIsNothing() {
        forAll((random, seed) -> {
            List<Element> elements = new ArrayList<>(List.of(
                    new Element(List.of(random.component(Dimension.ENERGY, 100)), null),
                    new Element(List.of(random.component(Dimension.TIME, 60)), null),
                    new Element(List.of(random.component(Dimension.PARKING_TIME, 300)), null),
                    new Element(List.of(random.component(Dimension.FLAT, 1)), null)));
            List<Stretch> stretches = random.stretches(random.start());
            ZoneId zone = random.zone();
            Cost before = rated(random.tariff(elements, Tariff.TaxIncluded.NO, null, null), zone, stretches)
                    .total();
            Collections.shuffle(elements, new Random(random.upTo(1_000)));
            Cost after = rated(random.tariff(elements, Tariff.TaxIncluded.NO, null, null), zone, stretches)
                    .total();
            assertThat(after).as(seed).isEqualTo(before);
        });
    }

    @Test
    void theZoneIsNothingToATariffThatAsksForNoClock() {
        forAll((random, seed) -> {
            Tariff tariff = random.tariff(false);
            List<Stretch> stretches = random.stretches(random.start());
            assertThat(PeriodCuts.needsZone(tariff)).isFalse();
            assertThat(rated(tariff, ZoneId.of("Asia/Kathmandu"), stretches))
                    .as(seed)
                    .isEqualTo(rated(tariff, ZoneId.of("UTC"), stretches));
        });
    }

    @Test
    void eachWattHourCostsWhatItsCurrentCosts() {
        forAll((random, seed) -> {
            int limit = random.upTo(64);
            boolean least = random.upTo(2) == 0;
            Element limited =
                    new Element(List.of(random.component(Dimension.ENERGY, 0)), RandomPrices.ofCurrent(limit, least));
            Element usual = new Element(List.of(random.component(Dimension.ENERGY, 0)), null);
            Tariff tariff = random.tariff(List.of(limited, usual), Tariff.TaxIncluded.NA, null, null);
            List<Stretch> stretches = random.stretches(random.start());
            BigDecimal expected = BigDecimal.ZERO;
            for (Stretch s : stretches) {
                boolean reached = RandomPrices.amps(s).compareTo(BigDecimal.valueOf(limit)) >= 0;
                Element element = reached == least ? limited : usual;
                expected = expected.add(element.components()
                        .getFirst()
                        .price()
                        .multiply(s.energyWh())
                        .movePointLeft(3));
            }
            assertThat(rated(tariff, random.zone(), stretches).total().leading())
                    .as(seed)
                    .isEqualByComparingTo(expected.setScale(4, java.math.RoundingMode.HALF_UP));
        });
    }

    @Test
    void nothingIsEverNegative() {
        forAll((random, seed) -> {
            CostBreakdown cost = rated(random.tariff(true), random.zone(), random.stretches(random.start()));
            assertThat(cost.total().leading()).as(seed).isNotNegative();
            assertThat(cost.lines()).as(seed).noneMatch(line -> line.before().signum() < 0);
            assertThat(cost.parts().values())
                    .as(seed)
                    .noneMatch(part -> part.leading().signum() < 0);
        });
    }

    @Test
    void theSameIsAlwaysTheSame() {
        forAll((random, seed) -> {
            Tariff tariff = random.tariff(true);
            List<Stretch> stretches = random.stretches(random.start());
            ZoneId zone = random.zone();
            assertThat(rated(tariff, zone, stretches)).as(seed).isEqualTo(rated(tariff, zone, stretches));
        });
    }

    @Test
    void everyAmountIsInTheTariffsCurrency() {
        forAll((random, seed) -> {
            CostBreakdown cost = rated(random.tariff(true), random.zone(), random.stretches(random.start()));
            assertThat(cost.parts().values()).allMatch(part -> part.currency().equals("EUR"));
            assertThat(cost.total().price().leading())
                    .as(seed)
                    .isInstanceOf(Money.class)
                    .extracting(Money::currency)
                    .isEqualTo("EUR");
        });
    }
}
