package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static Money euros(String amount) {
        return Money.parse(new BigDecimal(amount), "EUR");
    }

    @Test
    void isEqualByValueAndCurrency() {
        assertThat(euros("4.4")).isEqualTo(euros("4.40")).hasSameHashCodeAs(euros("4.400"));
        assertThat(euros("0")).isEqualTo(euros("0.00")).hasSameHashCodeAs(euros("-0.000"));
        assertThat(euros("100")).isEqualTo(euros("1E2")).hasSameHashCodeAs(euros("1E2"));
        assertThat(euros("4.4")).isNotEqualTo(euros("4.41")).isNotEqualTo(Money.parse(new BigDecimal("4.4"), "SEK"));
    }

    @Test
    void readsCurrenciesInAnyCase() {
        assertThat(Money.parse(BigDecimal.ONE, "eur")).isEqualTo(euros("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "EURO", "E1R", "€", "\u0131\u0131\u0131"})
    void refusesWhatIsNoCurrency(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(BigDecimal.ONE, currency));
    }

    @Test
    void holdsEightDecimalPlaces() {
        assertThat(euros("0.12345678").amount()).isEqualByComparingTo("0.12345678");
        assertThat(euros("0.1234567800").amount()).isEqualByComparingTo("0.12345678");
        assertThatIllegalArgumentException().isThrownBy(() -> euros("0.123456789"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e16", "1e-999999999", "1234567890123456"})
    void refusesNumbersThatWouldFillTheMemory(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> euros(amount));
    }

    @Test
    void calculatesExactly() {
        assertThat(euros("0.1").plus(euros("0.2"))).isEqualTo(euros("0.3"));
        assertThat(euros("1").minus(euros("0.99999999"))).isEqualTo(euros("0.00000001"));
        assertThat(euros("7").negated().isNegative()).isTrue();
        assertThat(euros("0").negated().isNegative()).isFalse();
    }

    @Test
    void knowsNoOrderAndNoSumAcrossCurrencies() {
        Money crowns = Money.parse(BigDecimal.TEN, "SEK");
        assertThat(euros("1.00")).isEqualByComparingTo(euros("1")).isLessThan(euros("2"));
        assertThatIllegalArgumentException().isThrownBy(() -> euros("1").compareTo(crowns));
        assertThatIllegalArgumentException().isThrownBy(() -> euros("1").plus(crowns));
        assertThatIllegalArgumentException().isThrownBy(() -> euros("1").minus(crowns));
    }
}
