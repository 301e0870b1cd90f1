package org.roaminghub.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.events.authorization.Purpose;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.core.JacksonException;

class HouseJsonTest {

    private static final AuthorizationId ID = AuthorizationId.parse("01990000-0000-7000-8000-000000000001");
    private static final SessionId SESSION = SessionId.parse("01990000-0000-7000-8000-000000000002");

    record Sample(Energy energyWh, Money cost, Instant at, BigDecimal share) {}

    @Test
    void writesValuesAsThePublishedLanguageSays() {
        Sample sample = new Sample(
                new Energy(new BigDecimal("1500.250")),
                new Money(new BigDecimal("4.40"), "EUR"),
                Instant.parse("2026-11-21T08:30:00.123456789Z"),
                new BigDecimal("1E+3"));

        assertThat(text(HouseJson.events().write(sample)))
                .isEqualTo("{\"energy_wh\":\"1500.250\",\"cost\":{\"amount\":\"4.40\",\"currency\":\"EUR\"},"
                        + "\"at\":\"2026-11-21T08:30:00.123456Z\",\"share\":\"1000\"}");
    }

    public record Checked(int count, Energy energyWh) {
        public Checked {
            if (count < 0) {
                throw new IllegalArgumentException("no such count");
            }
        }
    }

    @Test
    void aRecordIsMadeByItsOwnConstructor() {
        HouseJson json = HouseJson.events();
        assertThat(json.read(bytes("{\"count\":3,\"energy_wh\":\"1.50\"}"), Checked.class))
                .isEqualTo(new Checked(3, new Energy(new BigDecimal("1.50"))));
        assertThatThrownBy(() -> json.read(bytes("{\"count\":-1}"), Checked.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("no such count");
    }

    @Test
    void refusesToWriteAPersonalValueInClear() {
        assertThatThrownBy(() -> HouseJson.events().write(requested(card())))
                .hasStackTraceContaining("a personal value is about to be stored in clear");
    }

    @Test
    void keepsPersonalValuesInRowsThatAreSealedAsAWhole() {
        byte[] row = HouseJson.rows().write(requested(card()));

        assertThat(HouseJson.rows().read(row, AuthorizationRequested.class)).isEqualTo(requested(card()));
    }

    @Test
    void readsWhatStandsBehindAPersonalField() {
        byte[] stored = text(HouseJson.events().write(requested(new Personal.Sealed<>("c2VhbGVk"))))
                .replace("{\"sealed\":\"c2VhbGVk\"}", "{\"erased\":true}")
                .getBytes(StandardCharsets.UTF_8);

        AuthorizationRequested read = HouseJson.events().read(stored, AuthorizationRequested.class);

        assertThat(read.tokenSeen()).isEqualTo(new Personal.Erased<>());
        assertThat(read.deadlineMs()).isEqualTo(3_000);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(text(HouseJson.events().write(requested(Personal.absent()))))
                .doesNotContain("token_seen", "null", "cpo_ref");
    }

    private static Personal<TokenSeen> card() {
        return Personal.of(new TokenSeen(TokenUid.parse("04A2B9C1D2E380"), null, "fleet 7"));
    }

    private static AuthorizationRequested requested(Personal<TokenSeen> seen) {
        return new AuthorizationRequested(
                ID,
                SESSION,
                PartyId.parse("DE*VOL"),
                Purpose.START,
                TokenKind.RFID,
                null,
                null,
                Place.named("LOC1", "EVSE1", "1", "DE"),
                null,
                3_000,
                seen);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
