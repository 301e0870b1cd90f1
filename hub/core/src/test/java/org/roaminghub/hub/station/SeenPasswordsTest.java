package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.StationId;

class SeenPasswordsTest {

    private static final String KEY = "AABBCCDDEEFF00112233445566778899AABBCCDD";

    private final SeenPasswords seen = new SeenPasswords();
    private final StationId station = new StationId(UUID.randomUUID());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSeenBeforeProvesAgainAndNothingElseDoes() {
        byte[] kept = Passwords.kept("a-long-password-1");
        for (int time = 0; time < 3; time++) {
            assertThat(seen.matches(station, kept, bytes("a-long-password-1"))).isTrue();
            assertThat(seen.matches(station, kept, bytes("a-long-password-2"))).isFalse();
            assertThat(seen.matches(station, kept, new byte[0])).isFalse();
        }
    }

    @Test
    void aNewPasswordEndsTheOldOne() {
        byte[] old = Passwords.kept("a-long-password-1");
        assertThat(seen.matches(station, old, bytes("a-long-password-1"))).isTrue();
        byte[] now = Passwords.kept("a-long-password-2");
        assertThat(seen.matches(station, now, bytes("a-long-password-1"))).isFalse();
        assertThat(seen.matches(station, now, bytes("a-long-password-2"))).isTrue();
        assertThat(seen.matches(station, now, bytes("a-long-password-1"))).isFalse();
    }

    @Test
    void anothersPasswordIsNotItsOwn() {
        byte[] kept = Passwords.kept("a-long-password-1");
        StationId other = new StationId(UUID.randomUUID());
        assertThat(seen.matches(station, kept, bytes("a-long-password-1"))).isTrue();
        assertThat(seen.matches(other, Passwords.kept("b-long-password-1"), bytes("a-long-password-1")))
                .isFalse();
    }

    @Test
    void aKeyIsTheSameInDigitsOfEitherCase() {
        byte[] kept = Passwords.kept(KEY);
        for (int time = 0; time < 2; time++) {
            assertThat(seen.matches(station, kept, bytes(KEY))).isTrue();
            assertThat(seen.matches(station, kept, bytes(KEY.toLowerCase(Locale.ROOT))))
                    .isTrue();
        }
    }
}
