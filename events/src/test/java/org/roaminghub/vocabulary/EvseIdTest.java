package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvseIdTest {

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({
        "NL*TST*E1, NL*TST*E1, OCPI",
        "nl*tst*e12a, NL*TST*E12A, OCHP in lower case",
        "NLTSTE12, NL*TST*E12, OCHP and OICP without separators",
        "DE*ABCE12, DE*ABC*E12, eMIP where each separator may be missing",
        "DEABC*E12, DE*ABC*E12, eMIP the other way round",
        "FR*CPO*E12*1, FR*CPO*E12*1, inner separators belong to the outlet",
        "FRCPOE12*1, FR*CPO*E12*1, no leading separators but an inner one",
        "DE*ABC*E*12, DE*ABC*E*12, OICP allows a separator after the E",
        "DE-ABC-E12, DE*ABC*E12, leading separators as of a contract id",
        "DE*8EE*E8E, DE*8EE*E8E, an E elsewhere is not the E of the type",
        "+49*823*1234*5678, DE*823*E1234*5678, DIN SPEC 91286",
        "49*823*1234, DE*823*E1234, DIN without plus",
        "+43*810*55, AT*810*E55, DIN of another country"
    })
    void readsEverySpellingOfAnEvse(String sent, String canonical, String source) {
        assertThat(EvseId.parse(sent)).as(source).isEqualTo(new EvseId(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#NA",
                "E1",
                "NL*TST*1",
                "NL*TST*P1",
                "NL*TST*E",
                "NL*TST*E*",
                "NL*TST*E1_2",
                "NL*TST*E1-2",
                "NL*TST*E1 2",
                "+49*823",
                "+999*823*1",
                "+49*823*",
                "NL*TST*E\u00df",
                "0e8f7c5a-11aa-4bcd-9e0e-1c2d3e4f5a6b"
            })
    void leavesWhatDoesNotFitToThePartnersOwnId(String sent) {
        assertThat(EvseId.find(sent)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> EvseId.parse(sent));
    }

    @Test
    void keepsToFortyEightCharacters() {
        String longest = "NL*TST*E" + "1".repeat(40);
        assertThat(EvseId.parse(longest).value()).hasSize(EvseId.MAX_LENGTH);
        assertThat(EvseId.find(longest + "1")).isEmpty();
        assertThat(EvseId.find("NLTSTE" + "1".repeat(41)))
                .as("fits only without its separators")
                .isEmpty();
        assertThat(EvseId.find("+49*823*" + "1".repeat(41)))
                .as("DIN, too long with the E")
                .isEmpty();
    }

    @Test
    void comparesWithoutInnerSeparatorsOnlyOnASecondTry() {
        EvseId inner = EvseId.parse("FR*CPO*E12*1");
        EvseId bare = EvseId.parse("FR*CPO*E121");
        assertThat(inner).isNotEqualTo(bare);
        assertThat(inner.withoutInnerSeparators())
                .isEqualTo(bare.withoutInnerSeparators())
                .isEqualTo("FR*CPO*E121");
    }

    @Test
    void namesItsOperator() {
        assertThat(EvseId.parse("defgaE7").operator()).isEqualTo(PartyId.parse("DE*FGA"));
    }
}
