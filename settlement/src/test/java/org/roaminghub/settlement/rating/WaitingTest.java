package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;
import org.roaminghub.vocabulary.Tariff.Reservation;

/** Reservations: the examples of the specification (OCPI 2.3.0 §11.4.1), and what holds for any. */
class WaitingTest {

    private static final int CASES = 1_000;
    private static final Instant START = Instant.parse("2026-01-14T10:00:00Z");
    private static final BigDecimal LAST_DIGITS = new BigDecimal("0.0001");

    private static Element element(@Nullable Reservation reservation, Component... components) {
        return new Element(
                List.of(components), reservation == null ? null : RandomPrices.ofReservation(null, reservation));
    }

    private static Component component(Dimension dimension, String price, int step) {
        return new Component(dimension, new BigDecimal(price), null, BigDecimal.valueOf(step));
    }

    private static Tariff tariff(Element... elements) {
        return new RandomPrices(1).tariff(List.of(elements), Tariff.TaxIncluded.NO, null, null);
    }

    private static CostBreakdown rated(Tariff tariff, ZoneId zone, @Nullable Waiting waiting, List<Stretch> stretches) {
        List<ChargingPeriod> periods = cut(tariff, zone, waiting, stretches);
        Instant end = stretches.isEmpty() && waiting != null
                ? waiting.until()
                : stretches.getLast().end();
        return (CostBreakdown) Rating.rate(new RatingInput(
                List.of(tariff), periods, periods.getFirst().start(), end, zone, waiting != null && waiting.expired()));
    }

    private static List<ChargingPeriod> cut(
            Tariff tariff, ZoneId zone, @Nullable Waiting waiting, List<Stretch> stretches) {
        Currents currents = RandomPrices.currents(stretches);
        return ((PeriodCuts.Cut.Periods) PeriodCuts.cut(tariff, zone, waiting, stretches, currents)).periods();
    }

    private static void costs(Tariff tariff, int minutes, boolean expired, String amount) {
        Instant until = START.plusSeconds(minutes * 60L);
        List<Stretch> charged = List.of(new Stretch(until, until.plusSeconds(7_200), true, BigDecimal.valueOf(20_000)));
        CostBreakdown cost =
                rated(tariff, ZoneOffset.UTC, new Waiting(START, until, expired), expired ? List.of() : charged);
        assertThat(cost.total().leading()).isEqualByComparingTo(amount);
        assertThat(cost.notes()).doesNotContain(Note.PERIOD_SPANS_PRICE_CHANGE.name());
    }

    @Test
    void theExamplesOfTheSpecification() {
        Element charging = element(null, component(Dimension.FLAT, "0.50", 1), component(Dimension.ENERGY, "0.25", 1));
        costs(
                tariff(element(Reservation.RESERVATION, component(Dimension.TIME, "5", 60)), charging),
                15,
                false,
                "6.75");
        Element fee = element(
                Reservation.RESERVATION, component(Dimension.FLAT, "2", 1), component(Dimension.TIME, "5", 300));
        costs(tariff(fee, charging), 13, false, "8.75");
        Tariff expiryFee = tariff(
                element(Reservation.EXPIRES, component(Dimension.FLAT, "4", 1)),
                element(Reservation.RESERVATION, component(Dimension.TIME, "2", 600)),
                charging);
        costs(expiryFee, 22, false, "6.50");
        costs(expiryFee, 60, true, "6.00");
        Tariff expiryTime = tariff(
                element(Reservation.EXPIRES, component(Dimension.TIME, "6", 600)),
                element(Reservation.RESERVATION, component(Dimension.TIME, "3", 600)),
                charging);
        costs(expiryTime, 22, false, "7.00");
        costs(expiryTime, 90, true, "9.00");
    }

    @Test
    void whatOnlyExpiryCostsIsNoPeriodOfOneThatWasUsed() {
        Tariff tariff = tariff(
                element(Reservation.EXPIRES, component(Dimension.FLAT, "4", 1)),
                element(null, component(Dimension.ENERGY, "0.25", 1)));
        Waiting used = new Waiting(START, START.plusSeconds(600), false);
        assertThat(PeriodCuts.prices(tariff, used)).isFalse();
        assertThat(PeriodCuts.prices(tariff, new Waiting(used.from(), used.until(), true)))
                .isTrue();
        Stretch charged = new Stretch(used.until(), used.until().plusSeconds(60), true, BigDecimal.TEN);
        assertThat(cut(tariff, ZoneOffset.UTC, used, List.of(charged))).hasSize(1);
    }

    /** Any tariff, and prices for reservations in front of it. */
    private static Tariff random(RandomPrices random) {
        Tariff any = random.tariff(true);
        List<Element> elements = new ArrayList<>();
        for (Reservation kind : Reservation.values()) {
            elements.add(new Element(
                    List.of(random.component(random.upTo(3) == 0 ? Dimension.FLAT : Dimension.TIME, random.upTo(900))),
                    RandomPrices.ofReservation(random.upTo(2) == 0 ? random.restriction() : null, kind)));
        }
        elements.addAll(any.elements());
        return random.tariff(elements, Tariff.TaxIncluded.NO, null, null);
    }

    private interface Property {
        void hold(Tariff tariff, ZoneId zone, Waiting waiting, List<Stretch> stretches, String seed);
    }

    private static void forAll(Property property) {
        for (long seed = 1; seed <= CASES; seed++) {
            RandomPrices random = new RandomPrices(seed);
            Instant until = random.start();
            boolean expired = random.upTo(2) == 0;
            Waiting waiting = new Waiting(until.minusSeconds(1 + random.upTo(20_000)), until, expired);
            property.hold(
                    random(random),
                    random.zone(),
                    waiting,
                    expired ? List.of() : random.stretches(until),
                    "seed " + seed);
        }
    }

    @Test
    void periodsSumUpToTheWholeTimeAndAreCutWhereAPriceChanges() {
        forAll((tariff, zone, waiting, stretches, seed) -> {
            List<ChargingPeriod> periods = cut(tariff, zone, waiting, stretches);
            assertThat(periods.getFirst().start()).as(seed).isEqualTo(waiting.from());
            assertThat(sum(periods, Type.RESERVATION_TIME))
                    .as(seed)
                    .isEqualByComparingTo(Walk.seconds(waiting.from(), waiting.until()));
            assertThat(sum(periods, Type.TIME).add(sum(periods, Type.PARKING_TIME)))
                    .as(seed)
                    .isEqualByComparingTo(
                            stretches.isEmpty()
                                    ? BigDecimal.ZERO
                                    : Walk.seconds(
                                            waiting.until(), stretches.getLast().end()));
            assertThat(rated(tariff, zone, waiting, stretches).notes())
                    .as(seed)
                    .doesNotContain(Note.PERIOD_SPANS_PRICE_CHANGE.name())
                    .doesNotContain(Note.DURATION_MISMATCH.name())
                    .doesNotContain(Note.PERIODS_OUT_OF_ORDER.name());
        });
    }

    private static BigDecimal sum(List<ChargingPeriod> periods, Type type) {
        return periods.stream()
                .flatMap(p -> p.dimensions().stream())
                .filter(d -> d.type() == type)
                .map(ChargingPeriod.Dimension::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aReservationCostsTheSameBeforeASessionAndAlone() {
        forAll((tariff, zone, waiting, stretches, seed) -> {
            BigDecimal both = rated(tariff, zone, waiting, stretches).total().leading();
            BigDecimal alone = rated(tariff, zone, waiting, List.of()).total().leading();
            BigDecimal charging = stretches.isEmpty()
                    ? BigDecimal.ZERO
                    : rated(tariff, zone, null, stretches).total().leading();
            assertThat(both).as(seed).isCloseTo(alone.add(charging), org.assertj.core.data.Offset.offset(LAST_DIGITS));
            assertThat(alone).as(seed).isNotNegative();
        });
    }
}
