package org.roaminghub.settlement.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Restriction;
import org.roaminghub.vocabulary.Tariff.Selection;

class UnrateableTest {

    private static final Instant START = Instant.parse("2026-01-14T10:00:00Z");

    private static Tariff tariff(String id, String currency, Selection selection, Dimension dimension, String from) {
        Restriction restriction = from.isEmpty()
                ? null
                : new Restriction(
                        from, null, null, null, null, null, null, null, null, null, null, null, List.of(), List.of(),
                        null, null);
        return new Tariff(
                null,
                PartyId.parse("DE*HUB"),
                id,
                List.of(),
                currency,
                Tariff.Kind.AD_HOC,
                selection,
                Tariff.TaxIncluded.NO,
                null,
                null,
                null,
                null,
                List.of(new Tariff.Element(
                        List.of(new Component(dimension, BigDecimal.ONE, null, BigDecimal.ZERO)), restriction)),
                List.of(),
                null,
                START);
    }

    private static Tariff plain(String id, String currency) {
        return tariff(id, currency, Selection.PER_DIMENSION, Dimension.ENERGY, "");
    }

    private static Rated rate(Tariff... tariffs) {
        ChargingPeriod period = new ChargingPeriod(
                START, null, List.of(new ChargingPeriod.Dimension(ChargingPeriod.Type.ENERGY, BigDecimal.TEN)), false);
        return Rating.rate(new RatingInput(
                List.of(tariffs), List.of(period), START, START.plusSeconds(60), ZoneOffset.UTC, false));
    }

    private static void assertRefused(Rated rated, String code) {
        assertThat(rated).isInstanceOfSatisfying(Unrateable.class, no -> {
            assertThat(no.code()).isEqualTo(code);
            assertThat(no.detail()).isNotBlank();
        });
    }

    @Test
    void refusesASessionWithoutATariff() {
        assertRefused(rate(), Unrateable.TARIFF_UNKNOWN);
    }

    @Test
    void refusesToChooseAmongTariffsThatNoPeriodNames() {
        assertRefused(rate(plain("A", "EUR"), plain("B", "EUR")), Unrateable.TARIFF_UNKNOWN);
    }

    @Test
    void refusesASessionInTwoCurrencies() {
        assertRefused(rate(plain("A", "EUR"), plain("B", "SEK")), Unrateable.TARIFF_CURRENCY);
    }

    @Test
    void refusesElementsThatApplyAllAtOnce() {
        assertRefused(
                rate(tariff("A", "EUR", Selection.ALL_MATCHING, Dimension.ENERGY, "")), Unrateable.TARIFF_UNSUPPORTED);
    }

    @Test
    void refusesAPriceForPower() {
        assertRefused(
                rate(tariff("A", "EUR", Selection.PER_DIMENSION, Dimension.POWER, "")), Unrateable.TARIFF_UNSUPPORTED);
    }

    @Test
    void refusesATimeThatIsNone() {
        assertRefused(
                rate(tariff("A", "EUR", Selection.PER_DIMENSION, Dimension.ENERGY, "25:70")),
                Unrateable.TARIFF_UNREADABLE);
    }
}
