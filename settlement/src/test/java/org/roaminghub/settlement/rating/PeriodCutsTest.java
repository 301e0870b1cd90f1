package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Element;
import org.roaminghub.vocabulary.Tariff.Restriction;

class PeriodCutsTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static Element energy(@Nullable String from, @Nullable String until, List<Integer> days) {
        Restriction restriction = new Restriction(
                from, until, null, null, null, null, null, null, null, null, null, null, days, List.of(), null, null);
        return new Element(List.of(new Component(Dimension.ENERGY, BigDecimal.ONE, null, BigDecimal.ONE)), restriction);
    }

    private static List<ChargingPeriod> cut(List<Element> elements, Instant start, Instant end) {
        Tariff tariff = new Tariff(
                null,
                PartyId.parse("NL*TST"),
                "T",
                List.of(),
                "EUR",
                null,
                Tariff.Selection.PER_DIMENSION,
                Tariff.TaxIncluded.NO,
                null,
                null,
                null,
                null,
                elements,
                List.of(),
                null,
                start);
        Stretch stretch = new Stretch(start, end, true, BigDecimal.valueOf(7200));
        return ((PeriodCuts.Cut.Periods) PeriodCuts.cut(tariff, AMSTERDAM, null, List.of(stretch), Currents.NONE))
                .periods();
    }

    private static List<String> starts(List<ChargingPeriod> periods) {
        return periods.stream().map(p -> p.start().toString()).toList();
    }

    @Test
    void cutsAtMidnightWhereOnlyTheDayChangesThePrice() {
        List<ChargingPeriod> periods = cut(
                List.of(energy("22:00", "06:00", List.of(5))),
                Instant.parse("2026-01-16T22:00:00Z"),
                Instant.parse("2026-01-17T00:00:00Z"));
        assertThat(starts(periods)).containsExactly("2026-01-16T22:00:00Z", "2026-01-16T23:00:00Z");
        assertThat(periods).allMatch(ChargingPeriod::estimated);
    }

    @Test
    void cutsWhereTheClockJumpsIntoAPrice() {
        List<ChargingPeriod> periods = cut(
                List.of(energy("02:30", "03:30", List.of())),
                Instant.parse("2026-03-29T00:00:00Z"),
                Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(starts(periods))
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z");
    }

    @Test
    void joinsWhatCostsTheSame() {
        List<ChargingPeriod> periods = cut(
                List.of(energy("08:00", "18:00", List.of()), energy("09:00", "17:00", List.of())),
                Instant.parse("2026-01-16T07:00:00Z"),
                Instant.parse("2026-01-16T09:00:00Z"));
        assertThat(starts(periods)).containsExactly("2026-01-16T07:00:00Z");
    }
}
