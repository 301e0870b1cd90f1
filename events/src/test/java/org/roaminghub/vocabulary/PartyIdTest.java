package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartyIdTest {

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({
        "DE*ABC, DE*ABC, canonical",
        "de*abc, DE*ABC, any case",
        "DEABC, DE*ABC, OCHP and OCPI 2.3.0 hub_party_id",
        "FR*MSP, FR*MSP, eMIP operatorId of an eMSP",
        "FR-MSP, FR*MSP, eMIP as GIREVE also writes it",
        "FR*107, FR*107, digits are no letters",
        "de-8aa, DE*8AA, OICP ProviderID",
        "+49*823, DE*823, OICP OperatorID after DIN SPEC 91286",
        "49*823, DE*823, the same without plus",
        "+31*123, NL*123, another country",
        "+420*001, CZ*001, three digits of calling code",
        "' DE*ABC ', DE*ABC, blanks around"
    })
    void readsEverySpellingOfAParty(String sent, String canonical, String source) {
        assertThat(PartyId.parse(sent)).as(source).isEqualTo(new PartyId(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DE",
                "DE*AB",
                "DE*ABCD",
                "D*ABC",
                "DEU*ABC",
                "DE**ABC",
                "DE*A-C",
                "1E*ABC",
                "DE_ABC",
                "+49*82",
                "+49*8234",
                "+999*123",
                "+49823",
                "DE*AB\u00df",
                "D\u0131*ABC",
                "DE*ABC\nDE*ABD"
            })
    void refusesWhatIsNoParty(String sent) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartyId.parse(sent));
    }

    @Test
    void readsTheTwoHalvesOfOcpi() {
        assertThat(PartyId.of("nl", "mov")).isEqualTo(PartyId.parse("NL*MOV"));
    }

    @ParameterizedTest
    @CsvSource({"NL, MO", "NLD, MOV", "N1, MOV", "NL, M*V", "'', MOV", "NL, ''", "N, LMOV", "NLM, OV"})
    void refusesHalvesThatDoNotFit(String country, String party) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartyId.of(country, party));
    }

    @Test
    void tellsItsHalves() {
        PartyId party = PartyId.parse("DE*8AA");
        assertThat(party.country()).isEqualTo("DE");
        assertThat(party.party()).isEqualTo("8AA");
        assertThat(party).hasToString("DE*8AA");
    }

    @Test
    void ordersByCanonicalText() {
        assertThat(PartyId.parse("DE-ZZZ")).isLessThan(PartyId.parse("fraaa"));
    }

    @Test
    void neverQuotesWhatItCouldNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartyId.parse("04A1B2C3D4E5F6"))
                .withMessageNotContaining("04A1B2C3D4E5F6");
    }
}
