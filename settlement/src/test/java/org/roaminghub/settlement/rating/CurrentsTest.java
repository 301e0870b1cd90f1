package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ChargingPeriod.Type;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;

/** Energy at 16 A and more costs twice as much. */
class CurrentsTest {

    private static final Instant START = Instant.parse("2026-01-14T10:00:00Z");
    private static final Tariff BY_CURRENT = new RandomPrices(1)
            .tariff(
                    List.of(
                            new Element(List.of(energy("0.60")), RandomPrices.ofCurrent(16, true)),
                            new Element(List.of(energy("0.30")), null)),
                    Tariff.TaxIncluded.NO,
                    null,
                    null);

    private static Component energy(String price) {
        return new Component(Dimension.ENERGY, new BigDecimal(price), null, BigDecimal.ZERO);
    }

    /** Minutes from the start, Wh. */
    private static Stretch stretch(int from, int to, int wh) {
        return new Stretch(at(from), at(to), true, BigDecimal.valueOf(wh));
    }

    private static Instant at(int minutes) {
        return START.plusSeconds(minutes * 60L);
    }

    /** Each as minutes and A. */
    private static Currents currents(int... readings) {
        List<Currents.Reading> list = new ArrayList<>();
        for (int i = 0; i < readings.length; i += 2) {
            list.add(new Currents.Reading(at(readings[i]), BigDecimal.valueOf(readings[i + 1])));
        }
        return Currents.of(list);
    }

    private static List<String> cut(Currents currents, Stretch... stretches) {
        return switch (PeriodCuts.cut(BY_CURRENT, ZoneOffset.UTC, null, List.of(stretches), currents)) {
            case PeriodCuts.Cut.None(Unrateable why) -> List.of(why.code());
            case PeriodCuts.Cut.Periods(List<ChargingPeriod> periods) ->
                periods.stream()
                        .map(p -> volume(p, Type.MIN_CURRENT) + ".." + volume(p, Type.MAX_CURRENT) + " A "
                                + volume(p, Type.ENERGY) + " Wh")
                        .toList();
        };
    }

    private static String volume(ChargingPeriod period, Type type) {
        return period.dimensions().stream()
                .filter(d -> d.type() == type)
                .map(d -> d.volume().stripTrailingZeros().toPlainString())
                .findFirst()
                .orElse("?");
    }

    @Test
    void aReadingStandsUntilTheNextOne() {
        assertThat(cut(currents(0, 20, 20, 10), stretch(0, 30, 3000)))
                .containsExactly("20..20 A 2000 Wh", "10..10 A 1000 Wh");
    }

    @Test
    void periodsAtOnePriceAreOneWithTheLeastAndTheMostOfThem() {
        assertThat(cut(currents(0, 20, 10, 32, 20, 6, 25, 8), stretch(0, 30, 3000)))
                .containsExactly("20..32 A 2000 Wh", "6..8 A 1000 Wh");
    }

    @Test
    void theFirstReadingStandsForWhatWasBeforeIt() {
        assertThat(cut(currents(15, 20), stretch(0, 30, 3000))).containsExactly("20..20 A 3000 Wh");
    }

    @Test
    void aContactorThatIsOpenStillMeasuresNothing() {
        assertThat(cut(currents(0, 0, 15, 20, 30, 0), stretch(0, 15, 1500), stretch(15, 30, 1500)))
                .containsExactly("20..20 A 3000 Wh");
    }

    @Test
    void withoutEnergyThereIsNoCurrent() {
        assertThat(cut(currents(0, 20), stretch(0, 15, 1500), stretch(15, 30, 0)))
                .containsExactly("20..20 A 1500 Wh", "0..0 A 0 Wh");
    }

    @Test
    void whereNoneWasReadThereIsNoPrice() {
        assertThat(cut(Currents.NONE, stretch(0, 30, 3000))).containsExactly("TARIFF_NEEDS_CURRENT");
    }

    @Test
    void registersBetweenReadingsOfTheCurrentChangeNothing() {
        assertThat(cut(currents(0, 20), stretch(0, 15, 1500), stretch(15, 30, 1500), stretch(30, 45, 1500)))
                .containsExactly("20..20 A 4500 Wh");
    }

    @Test
    void aReadingSaysNothingOfMoreThanAnHourAway() {
        assertThat(cut(currents(0, 20), stretch(0, 60, 3000))).containsExactly("20..20 A 3000 Wh");
        assertThat(cut(currents(0, 20), stretch(0, 61, 3000))).containsExactly("TARIFF_NEEDS_CURRENT");
    }
}
