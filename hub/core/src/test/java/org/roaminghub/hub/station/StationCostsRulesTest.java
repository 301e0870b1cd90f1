package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;

class StationCostsRulesTest {

    private static Price price(String currency, @Nullable String before, @Nullable String after) {
        return Price.parse(money(currency, before), List.of(), money(currency, after));
    }

    private static @Nullable Money money(String currency, @Nullable String amount) {
        return amount == null ? null : new Money(new BigDecimal(amount), currency);
    }

    @DisplayName("a station's own cost differs beyond one minor unit of the currency, by the amounts that both know")
    @ParameterizedTest
    @CsvSource({
        "EUR, 2, 2.5, EUR, 2, 2.5, false",
        "EUR, 2, 2.5, EUR, 2, 2.51, false",
        "EUR, 2, 2.5, EUR, 2, 2.49, false",
        "EUR, 2, 2.5, EUR, 2, 2.5101, true",
        "EUR, 2, 2.5, EUR, 2, 2.4899, true",
        "EUR, 2, 2.5, EUR, 9, 2.5, false",
        "EUR, 2, 2.5, EUR, 2.01, , false",
        "EUR, 2, 2.5, EUR, 2.02, , true",
        "EUR, 2, , EUR, 2.02, 2.5, true",
        "EUR, 2, , EUR, , 9, false",
        "EUR, 2, 2.5, SEK, 2, 2.5, true",
        "JPY, 200, 220, JPY, 200, 221, false",
        "JPY, 200, 220, JPY, 200, 222, true",
        "BHD, 2, 2.5, BHD, 2, 2.502, true",
        "XQZ, 2, 2.5, XQZ, 2, 2.52, true"
    })
    void compares(
            String currency,
            String before,
            @Nullable String after,
            String theirCurrency,
            @Nullable String theirBefore,
            @Nullable String theirAfter,
            boolean differs) {
        assertThat(StationCosts.differs(price(currency, before, after), price(theirCurrency, theirBefore, theirAfter)))
                .isEqualTo(differs);
    }

    @Test
    @DisplayName(
            "costs are shown by stations that are set to: 2.x at the end unless it says no, 2.1 while it runs, 1.6 by its key")
    void shows() {
        String enabled = "TariffCostCtrlr.Enabled{Cost}";
        assertThat(ShownCosts.isShown("1.6", Map.of(), false)).isFalse();
        assertThat(ShownCosts.isShown("1.6", Map.of("CustomDisplayCostAndPrice", "True"), false))
                .isTrue();
        assertThat(ShownCosts.isShown("1.6", Map.of("CustomDisplayCostAndPrice", "true"), true))
                .isFalse();
        assertThat(ShownCosts.isShown("2.0.1", Map.of(), false)).isTrue();
        assertThat(ShownCosts.isShown("2.0.1", Map.of(enabled, "false"), false)).isFalse();
        assertThat(ShownCosts.isShown("2.0.1", Map.of(enabled, "true"), true)).isFalse();
        assertThat(ShownCosts.isShown("2.1", Map.of(), true)).isFalse();
        assertThat(ShownCosts.isShown("2.1", Map.of(enabled, "true"), true)).isTrue();
    }

    @Test
    @DisplayName("a station is told of costs between its own messages only where it says that it shows and has them")
    void follows() {
        String enabled = "TariffCostCtrlr.Enabled{Cost}";
        String available = "TariffCostCtrlr.Available{Cost}";
        assertThat(ShownCosts.isFollowed(true, Map.of())).isFalse();
        assertThat(ShownCosts.isFollowed(true, Map.of("CustomDisplayCostAndPrice", "true")))
                .isTrue();
        assertThat(ShownCosts.isFollowed(false, Map.of())).isFalse();
        assertThat(ShownCosts.isFollowed(false, Map.of(enabled, "false"))).isFalse();
        assertThat(ShownCosts.isFollowed(false, Map.of(enabled, "true"))).isTrue();
        assertThat(ShownCosts.isFollowed(false, Map.of(enabled, "true", available, "false")))
                .isFalse();
    }

    @Test
    @DisplayName("what is shown has taxes: where they are unknown nothing is, but for nothing itself")
    void showsTaxes() {
        assertThat(ShownCosts.withTaxes(price("EUR", "2", "2.5"))).isEqualTo(money("EUR", "2.5"));
        assertThat(ShownCosts.withTaxes(price("EUR", null, "2.5"))).isEqualTo(money("EUR", "2.5"));
        assertThat(ShownCosts.withTaxes(price("EUR", "2", null))).isNull();
        assertThat(ShownCosts.withTaxes(price("EUR", "0", null))).isEqualTo(money("EUR", "0"));
    }
}
