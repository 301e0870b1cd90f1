package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;

class RateLimitTest {

    @Test
    @DisplayName(
            "Too many requests: HTTP 429 with whole seconds to wait in Retry-After, an envelope, and nothing asked of the hub")
    void saysWhenToComeBack() {
        try (HubUnderTest under = new HubUnderTest()) {
            String credential = under.hub.connected(
                    "http://127.0.0.1:1", new HostedParty(Role.CPO, new PartyId("DE*VOL"), "Volt", null, null, true));
            assertThat(under.call(credential, "GET", "/versions", null).status())
                    .isEqualTo(200);
            under.hub.wait = Duration.ofMillis(1_200);
            var got = under.call(credential, "GET", "/2.2.1/sender/sessions?date_from=2020-01-01T00:00:00Z", null);
            assertThat(got.status()).isEqualTo(429);
            assertThat(got.header("Retry-After")).isEqualTo("2");
            assertThat(got.code()).isEqualTo(2000);
            assertThat(got.message()).contains("1200 ms");
            assertThat(under.hub.callers).isEmpty();
            assertThat(under.call("nobody's", "GET", "/versions", null).status())
                    .isEqualTo(401);
        }
    }
}
