package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By what a platform gets in beside its token: its own number of requests a second. */
class GateTest extends OutsideTest {

    private static final int ASKED = 40;

    private static int turnedAway(Partner partner) {
        int refused = 0;
        for (int i = 0; i < ASKED; i++) {
            Answer answer = partner.get(partner.hub.versionsUrl(), partner.theirs);
            refused += answer.http() == 429 ? 1 : 0;
            if (answer.http() == 429) {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.code()).isEqualTo(2000);
            }
        }
        return refused;
    }

    private void gate(Partner partner, String body) {
        hub.done("POST", "/platforms/" + partner.platform + "/gate", body);
    }

    @Test
    @DisplayName(
            "a platform with a number of its own gets 429 beyond it, others don't; it is shown, kept and taken back")
    void ownNumber() {
        Partner slow = connected("CPO");
        Partner other = connected("CPO");
        gate(slow, "{\"rate_limit\": 1}");
        assertThat(turnedAway(slow)).isGreaterThan(ASKED / 2);
        assertThat(turnedAway(other)).isZero();
        assertThat(hub.admin("GET", "/platforms/" + slow.platform, null)
                        .body()
                        .path("rate_limit")
                        .asInt())
                .isEqualTo(1);
        assertThat(hub.eventsOf(slow.party())).isNotEmpty();
        gate(slow, "{}");
        assertThat(turnedAway(slow)).isZero();
        for (String senseless : new String[] {
            "{\"rate_limit\": -1}",
            "{\"client_certificates\": [\"nonsense\"]}",
            "{\"client_certificates\": [\"CN=\\u0000\"]}"
        }) {
            assertThat(hub.admin("POST", "/platforms/" + slow.platform + "/gate", senseless)
                            .http())
                    .as(senseless)
                    .isEqualTo(400);
        }
        assertThat(turnedAway(slow)).isZero();
    }

    @Test
    @DisplayName("a platform whose certificate is named is not let in over a connection without one")
    void withoutCertificate() {
        Partner partner = connected("CPO");
        gate(partner, "{\"client_certificates\": [\"CN=volt, O=Voltwerk\"]}");
        assertThat(partner.get(hub.versionsUrl(), partner.theirs).http()).isEqualTo(401);
        gate(partner, "{}");
        assertThat(partner.get(hub.versionsUrl(), partner.theirs).http()).isEqualTo(200);
    }
}
