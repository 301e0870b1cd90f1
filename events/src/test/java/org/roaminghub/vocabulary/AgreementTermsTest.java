package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTermsTest {

    @Test
    void hasTheUsualTermsByDefault() {
        AgreementTerms usual = AgreementTerms.DEFAULT;
        assertThat(usual.postOn()).isEqualTo(AgreementTerms.PostOn.ACCEPTED);
        assertThat(usual.rounding()).isEqualTo(AgreementTerms.Rounding.HALF_UP);
        assertThat(usual.tolerance()).isEqualTo(tolerance("0.010", "0.10"));
        assertThat(usual.settlementMode())
                .isEqualTo(new SettlementMode(
                        SettlementMode.Granularity.GROSS,
                        SettlementMode.Interchange.BILATERAL,
                        SettlementMode.Delay.DEFERRED));
        assertThat(usual.signedData()).isEqualTo(AgreementTerms.SignedMeterValues.OPTIONAL);
    }

    @Test
    void toleranceIsNeitherNegativeNorMoreThanTheWhole() {
        assertThat(tolerance("0", "0").amount()).isZero();
        assertThat(tolerance("0", "100").percent()).isEqualByComparingTo("100");
        for (List<String> wrong : List.of(
                List.of("-0.01", "0"), List.of("0", "-1"), List.of("0", "100.01"), List.of("1e999999999", "0"))) {
            assertThatThrownBy(() -> tolerance(wrong.get(0), wrong.get(1)))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Tolerance tolerance(String amount, String percent) {
        return Tolerance.parse(new BigDecimal(amount), new BigDecimal(percent));
    }
}
