package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractIdTest {

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({
        "DE-ABC-C12345678-X, DEABCC12345678X, EMAID with check digit",
        "DE-ABC-C12345678, DEABCC12345678, EMAID without check digit",
        "DEABCC12345678X, DEABCC12345678X, no separators",
        "de*abc*c12345678*x, DEABCC12345678X, asterisks and lower case",
        "DE-ABC-C12345678X, DEABCC12345678X, no separator before the check digit",
        "DE-8AA-123A56-3, DE8AA00123A563, DIN SPEC 91286",
        "de*8aa*123a56*x, DE8AA00123A56X, DIN with asterisks as in OICP",
        "' DE-ABC-C12345678 ', DEABCC12345678, blanks around"
    })
    void readsEverySpellingOfAnEmaid(String sent, String canonical, String source) {
        ContractId contract = ContractId.parse(sent);
        assertThat(contract.value()).as(source).isEqualTo(canonical);
        assertThat(contract.isEmaid()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "customer-4711, CUSTOMER-4711",
        "0e8f7c5a-11aa-4bcd-9e0e-1c2d3e4f5a6b, 0E8F7C5A-11AA-4BCD-9E0E-1C2D3E4F5A6B",
        "DE8AA123A563, DE8AA123A563",
        "ABCDE-12345-6789, ABCDE-12345-6789",
        "12ABC123456789, 12ABC123456789",
        "DE_ABC_C12345678, DE_ABC_C12345678"
    })
    void keepsOtherTextInUpperCase(String sent, String canonical) {
        ContractId contract = ContractId.parse(sent);
        assertThat(contract.value()).isEqualTo(canonical);
        assertThat(contract.isEmaid()).isFalse();
        assertThat(contract.matchKey()).isEqualTo(canonical);
        assertThat(contract.issuer()).isEmpty();
    }

    @Test
    void isTheSameContractWithAndWithoutCheckDigit() {
        assertThat(ContractId.parse("DE-ABC-C12345678-X").matchKey())
                .isEqualTo(ContractId.parse("deabcc12345678").matchKey())
                .isEqualTo(ContractId.parse("DE*ABC*C12345678*7").matchKey())
                .isEqualTo("DEABCC12345678");
    }

    @Test
    void findsTheDinContractUnderItsEmaid() {
        assertThat(ContractId.parse("DE-8AA-123A56-3").matchKey())
                .isEqualTo(ContractId.parse("DE-8AA-00123A563-N").matchKey());
    }

    @Test
    void namesTheIssuerByItsFirstFiveCharacters() {
        assertThat(ContractId.parse("DE-8AA-123A56-3").issuer()).contains(PartyId.parse("DE*8AA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#NA", "#na", "", "  ", " #NA "})
    void takesHashNaForNoContract(String sent) {
        assertThat(ContractId.find(sent)).isEmpty();
    }

    @Test
    void holdsThirtySixCharacters() {
        assertThat(ContractId.find("x".repeat(36))).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> ContractId.parse("x".repeat(37)));
        assertThatIllegalArgumentException().isThrownBy(() -> ContractId.parse(""));
    }

    @Test
    void neverPrintsItself() {
        assertThat(ContractId.parse("DE-ABC-C12345678-X").toString()).doesNotContain("C12345678");
    }
}
