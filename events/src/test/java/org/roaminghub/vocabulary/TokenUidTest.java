package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaminghub.vocabulary.TokenUid.Form;

class TokenUidTest {

    @ParameterizedTest(name = "{0} ({2})")
    @CsvSource({
        "04A1B2C3, 04A1B2C3, four bytes",
        "04a1b2c3, 04A1B2C3, OICP: lower case is converted",
        "4A1B2C3, 04A1B2C3, OCHP: no zero padding",
        "04A1B2C3D4E5F6, 04A1B2C3D4E5F6, seven bytes",
        "4A1B2C3D4E5F6, 04A1B2C3D4E5F6, seven bytes whose first digit was dropped",
        "04:A1:B2:C3:D4:E5:F6, 04A1B2C3D4E5F6, colons",
        "04-A1-B2-C3, 04A1B2C3, hyphens",
        "04 A1 B2 C3, 04A1B2C3, blanks",
        "123456789, 00000123456789, nine digits make seven bytes",
        "0123456789abcdef0123, 0123456789ABCDEF0123, ten bytes",
        "123456789ABCDEF, 00000123456789ABCDEF, eMIP pads to what comes next",
        "1, 00000001, one digit"
    })
    void matchesRfidHexAcrossProtocols(String sent, String key, String source) {
        assertThat(TokenUid.parse(sent).matchKey(TokenKind.RFID)).as(source).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TOK-1, TOK-1",
        "card:x7, CARD:X7",
        "0123456789ABCDEF01234, 0123456789ABCDEF01234",
        "04:A1:B2:C3:D4:E5:F6:07:08:09:0A, 04:A1:B2:C3:D4:E5:F6:07:08:09:0A",
        ":::, :::"
    })
    void matchesWhatIsNoRfidHexAsUpperCaseText(String sent, String key) {
        assertThat(TokenUid.parse(sent).matchKey(TokenKind.RFID)).isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource(value = TokenKind.class, names = "RFID", mode = EnumSource.Mode.EXCLUDE)
    void padsNoOtherKindOfToken(TokenKind kind) {
        assertThat(TokenUid.parse("a1:b2").matchKey(kind)).isEqualTo("A1:B2");
    }

    @Test
    void keepsTheUidAsSent() {
        assertThat(TokenUid.parse("04:a1:b2:c3").value()).isEqualTo("04:a1:b2:c3");
    }

    @Test
    void comparesDigestsOfOchpWithoutCase() {
        String sha1 = "0a".repeat(20);
        assertThat(TokenUid.parse(sha1, Form.SHA1).matchKey(TokenKind.RFID))
                .isEqualTo(TokenUid.parse(sha1.toUpperCase(java.util.Locale.ROOT), Form.SHA1)
                        .matchKey(TokenKind.RFID))
                .hasSize(40);
        assertThat(TokenUid.parse("0b".repeat(32), Form.SHA256).matchKey(TokenKind.RFID))
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({"SHA1, 39", "SHA1, 64", "SHA256, 40", "SHA256, 65"})
    void refusesDigestsOfTheWrongLength(Form form, int digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenUid.parse("a".repeat(digits), form));
    }

    @Test
    void refusesDigestsThatAreNotHex() {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenUid.parse("x".repeat(40), Form.SHA1));
    }

    @Test
    void holdsOneToFiveHundredAndTwelveCharacters() {
        assertThat(TokenUid.parse("x".repeat(512)).value()).hasSize(TokenUid.MAX_LENGTH);
        assertThatIllegalArgumentException().isThrownBy(() -> TokenUid.parse("x".repeat(513)));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenUid.parse(" "));
    }

    @Test
    void neverPrintsItself() {
        assertThat(TokenUid.parse("04A1B2C3").toString()).doesNotContain("04A1B2C3");
        assertThat(new TokenSeen(TokenUid.parse("04A1B2C3"), ContractId.parse("DE-ABC-C12345678"), "G7").toString())
                .doesNotContain("04A1B2C3", "C12345678", "G7");
        assertThat(Personal.of("04A1B2C3").toString()).doesNotContain("04A1B2C3");
    }
}
