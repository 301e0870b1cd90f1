package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.Price.Tax;

class PriceTest {

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static Tax vat(String percent, String amount) {
        return new Tax("VAT", null, new BigDecimal(percent), new BigDecimal(amount));
    }

    @Test
    void readsThePlainNumberOf211AsBeforeTaxes() {
        assertThat(Price.ofVat(euros("3.6"), null)).isEqualTo(new Price(euros("3.60"), List.of(), null));
    }

    @Test
    void makesOneTaxOfTheTwoAmountsOf221() {
        Price price = Price.ofVat(euros("3.6"), euros("4.32"));
        assertThat(price.taxes()).containsExactly(new Tax("VAT", null, null, new BigDecimal("0.72")));
        assertThat(price.beforeTaxes()).isEqualTo(euros("3.6"));
        assertThat(price.afterTaxes()).isEqualTo(euros("4.32"));
    }

    @Test
    void needsOneAmountAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.parse(null, List.of(), null));
        assertThatIllegalStateException().isThrownBy(() -> new Price(null, List.of(), null).leading());
    }

    @Test
    void isInOneCurrency() {
        Money crowns = new Money(BigDecimal.ONE, "SEK");
        assertThatIllegalArgumentException().isThrownBy(() -> Price.parse(euros("1"), List.of(), crowns));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.ofVat(euros("1"), crowns));
    }

    @Test
    void leadsWithTheAmountBeforeTaxes() {
        assertThat(Price.parse(euros("1"), List.of(), euros("1.21")).leading()).isEqualTo(euros("1"));
        assertThat(Price.parse(null, List.of(), euros("1.21")).leading()).isEqualTo(euros("1.21"));
    }

    @Test
    void isEqualWhenAllPartsAreEqualByValue() {
        Price price = new Price(euros("7"), List.of(vat("21", "1.47")), null);
        assertThat(price)
                .isEqualTo(new Price(euros("7.00"), List.of(vat("21.0", "1.470")), null))
                .hasSameHashCodeAs(new Price(euros("7.00"), List.of(vat("21.0", "1.470")), null))
                .isNotEqualTo(new Price(euros("7"), List.of(vat("20", "1.47")), null))
                .isNotEqualTo(new Price(euros("7"), List.of(vat("21", "1.48")), null))
                .isNotEqualTo(new Price(euros("7"), List.of(vat("21", "1.47")), euros("8.47")));
    }

    @Test
    void negatesAmountsButNotPercentages() {
        Price price = new Price(euros("7"), List.of(vat("21", "1.47")), euros("8.47"));
        assertThat(price.negated()).isEqualTo(new Price(euros("-7"), List.of(vat("21", "-1.47")), euros("-8.47")));
        assertThat(price.negated().negated()).isEqualTo(price);
    }
}
