package org.roaminghub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CdrPricing.Charged;
import org.roaminghub.hub.cdr.CdrPricing.Part;
import org.roaminghub.hub.cdr.CdrPricing.Priced;
import org.roaminghub.hub.cdr.CdrPricing.Stretch;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Kind;
import org.roaminghub.vocabulary.Tariff.Restriction;

class OwnPricesTest {

    private static final Instant START = Instant.parse("2026-01-14T10:00:00Z");
    private static final PartyId HUB = PartyId.parse("DE*HUB");

    private final List<CdrPricing.Current> currents = new ArrayList<>();
    private final Map<String, Tariff> entered = new HashMap<>();
    private final OwnPrices prices = new OwnPrices((between, tariff, at) -> Optional.ofNullable(entered.get(tariff)));

    private void enter(String id, String currency, @Nullable Kind kind, @Nullable Interval valid, String price) {
        enter(id, currency, kind, valid, price, null);
    }

    private void enter(
            String id,
            String currency,
            @Nullable Kind kind,
            @Nullable Interval valid,
            String price,
            @Nullable Restriction restriction) {
        entered.put(
                id,
                new Tariff(
                        null,
                        HUB,
                        id,
                        List.of(),
                        currency,
                        kind,
                        Tariff.Selection.PER_DIMENSION,
                        Tariff.TaxIncluded.NO,
                        null,
                        null,
                        null,
                        valid,
                        List.of(new Tariff.Element(
                                List.of(new Component(Dimension.ENERGY, new BigDecimal(price), null, BigDecimal.ONE)),
                                restriction)),
                        List.of(),
                        null,
                        START));
    }

    private static Restriction restriction(@Nullable String from, @Nullable BigDecimal maxCurrent) {
        return new Restriction(
                from,
                null,
                null,
                null,
                null,
                null,
                null,
                maxCurrent,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    private Priced price(List<String> agreed, @Nullable String zone, String... tariffs) {
        Agreement agreement = new Agreement(
                new AgreementId(new UUID(0, 1)),
                HUB,
                PartyId.parse("NL*MOV"),
                EnumSet.allOf(Service.class),
                new Interval(Instant.EPOCH, null),
                agreed,
                "EUR",
                AgreementTerms.DEFAULT,
                false);
        Stretch one = new Stretch(START, START.plusSeconds(1800), true, BigDecimal.valueOf(5000));
        return prices.price(new Charged(List.of(tariffs), agreement, zone, null, List.of(one), () -> currents));
    }

    private static void costs(Priced priced, String amount) {
        assertThat(((Priced.Cost) priced).total())
                .isEqualTo(Price.parse(new Money(new BigDecimal(amount), "EUR"), List.of(), null));
    }

    private static void unknown(Priced priced, String why) {
        assertThat(priced).isEqualTo(new Priced.Unknown(why));
    }

    @Test
    void chargesNothingWhereNobodyNamedATariff() {
        costs(price(List.of(), null), "0");
    }

    @Test
    void saysWhatItCostsAndWhy() {
        enter("A", "EUR", null, null, "0.40");
        Priced.Cost cost = (Priced.Cost) price(List.of(), null, "A");
        costs(cost, "2");
        assertThat(cost.part(Part.ENERGY)).isEqualTo(cost.total());
        assertThat(cost.part(Part.TIME)).isNull();
        assertThat(cost.tariffs()).containsExactly(entered.get("A"));
        assertThat(cost.periods()).hasSize(1).allMatch(p -> "A".equals(p.tariff()));
        assertThat(cost.items()).hasSize(1);
    }

    @Test
    void holdsWhatATariffIsMissingFor() {
        enter("A", "EUR", null, null, "0.40");
        unknown(price(List.of(), null, "B"), "TARIFF_UNKNOWN");
        unknown(price(List.of(), null, "B", "A"), "TARIFF_UNKNOWN");
        unknown(price(List.of("B"), null, "A"), "TARIFF_UNKNOWN");
    }

    @Test
    void takesTheFirstThatIsForRoamingAndValidAtTheStart() {
        enter("ADHOC", "EUR", Kind.AD_HOC, null, "0.90");
        enter("OLD", "EUR", Kind.REGULAR, new Interval(Instant.EPOCH, START), "0.80");
        enter("NOW", "EUR", Kind.REGULAR, new Interval(START, null), "0.40");
        costs(price(List.of(), null, "ADHOC", "OLD", "NOW"), "2");
        unknown(price(List.of(), null, "ADHOC", "OLD"), "TARIFF_NOT_VALID");
    }

    @Test
    void takesTheOneOfTheConnectorThatTheAgreementNamesElseTheAgreementsOwn() {
        enter("A", "EUR", null, null, "0.40");
        enter("B", "EUR", null, null, "0.60");
        enter("C", "EUR", null, null, "0.80");
        costs(price(List.of("B", "C"), null, "A", "B"), "3");
        costs(price(List.of("C"), null, "A", "B"), "4");
        costs(price(List.of("C"), null), "4");
    }

    @Test
    void holdsWhatTheAgreementsCurrencyIsNot() {
        enter("A", "SEK", null, null, "4");
        unknown(price(List.of(), null, "A"), "TARIFF_CURRENCY");
    }

    @Test
    void needsTheZoneOnlyForPricesOfTheClock() {
        enter("A", "EUR", null, null, "0.40", restriction("08:00", null));
        unknown(price(List.of(), null, "A"), "NO_TIME_ZONE");
        unknown(price(List.of(), "Mars/Olympus", "A"), "NO_TIME_ZONE");
        costs(price(List.of(), "Europe/Berlin", "A"), "2");
    }

    @Test
    void holdsWhatDependsOnACurrentThatNobodyMeasures() {
        enter("A", "EUR", null, null, "0.40", restriction(null, BigDecimal.valueOf(32)));
        unknown(price(List.of(), null, "A"), "TARIFF_NEEDS_CURRENT");
        currents.add(new CdrPricing.Current(START.plusSeconds(600), BigDecimal.valueOf(16)));
        costs(price(List.of(), null, "A"), "2");
    }
}
