package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.connector.ocpi.HubUnderTest.fromTo;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** Envelope, ids and HTTP: HUB-17 to HUB-21, 67, and routing headers on answers. */
class EnvelopeTest {

    private final HubUnderTest hub = new HubUnderTest();
    private final String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void everyAnswerHasAnEnvelopeInJsonWithATimeInUtc() {
        Stream.of(
                        hub.call(cpo, "GET", "/versions", null),
                        hub.call("nobody", "GET", "/versions", null),
                        hub.call(cpo, "GET", "/", null),
                        hub.call(cpo, "GET", "", null),
                        hub.call(cpo, "GET", "/9.9", null),
                        hub.call(cpo, "GET", "/2.2.1/sender/locations", null),
                        hub.call(cpo, "GET", "/2.2.1/sideways/tokens", null),
                        hub.call(cpo, "DELETE", "/versions", null),
                        hub.call(cpo, "POST", "/2.2.1/receiver/cdrs", "{"),
                        hub.call(cpo, "GET", "/2.2.1/receiver/cdrs/unknown", null),
                        hub.call(cpo, "GET", "/%zz", null))
                .forEach(got -> {
                    assertThat(got.status()).isBetween(200, 499);
                    assertThat(got.header("Content-Type")).isEqualTo("application/json");
                    assertThat(got.code()).isBetween(1000, 4999);
                    assertThat(got.body().path("timestamp").asString("")).isEqualTo("2026-03-01T10:00:00Z");
                    assertThat(got.header("X-Request-ID")).isNotBlank();
                    assertThat(got.header("X-Correlation-ID")).isNotBlank();
                });
    }

    @Test
    void echoesTheIdsAndMakesThemWhereTheyAreMissingOrUnusable() {
        var got = hub.call(cpo, "GET", "/versions", null, "X-Request-ID", "r-1", "X-Correlation-ID", "c-1");
        assertThat(got.header("X-Request-ID")).isEqualTo("r-1");
        assertThat(got.header("X-Correlation-ID")).isEqualTo("c-1");
        var refused = hub.call(
                cpo,
                "PUT",
                "/2.2.1/receiver/sessions/DE/VOL/S-4711",
                "{}",
                "X-Request-ID",
                "r-2",
                "X-Correlation-ID",
                "c-2");
        assertThat(refused.header("X-Request-ID")).isEqualTo("r-2");
        for (String bad : List.of("x".repeat(256), "line\nbreak", "ünicode", " ")) {
            assertThat(hub.call(cpo, "GET", "/versions", null, "X-Request-ID", bad)
                            .header("X-Request-ID"))
                    .isNotEqualTo(bad)
                    .matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void tellsUnreadableJsonFromAWrongField() {
        var broken = hub.call(cpo, "POST", "/2.2.1/receiver/cdrs", "no json");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.code()).isEqualTo(2001);
        var wrong = hub.call(cpo, "POST", "/2.2.1/receiver/cdrs", Bodies.CDR.replace("\"total_energy\": 11,", ""));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.code()).isEqualTo(2001);
        assertThat(wrong.message()).isEqualTo("total_energy is missing");
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void answersWrongMethodsWith405AndSaysWhichAreRight() {
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            for (String tail : List.of("", "/C-1", "/DE/VOL/C-1")) {
                var got = hub.call(cpo, method, "/2.2.1/receiver/cdrs" + tail, "{}");
                assertThat(got.status()).as(method + tail).isEqualTo(405);
                assertThat(got.header("Allow")).isNotBlank();
            }
            assertThat(hub.call(cpo, method, "/2.2.1/sender/cdrs", "{}").status())
                    .isEqualTo(405);
        }
        assertThat(hub.call(cpo, "DELETE", "/2.2.1/receiver/tokens/DE/VOL/X", null)
                        .status())
                .isEqualTo(405);
        assertThat(hub.call(cpo, "DELETE", "/2.2.1/receiver/sessions/DE/VOL/X", null)
                        .status())
                .isEqualTo(405);
        assertThat(hub.call(cpo, "GET", "/2.2.1/sender/tokens/X/authorize", null)
                        .status())
                .isEqualTo(405);
        assertThat(hub.call(cpo, "TRACE", "/versions", null).status()).isEqualTo(405);
    }

    @Test
    void answersOfFunctionalModulesBearRoutingHeaders() {
        var got = hub.call(cpo, "POST", "/2.2.1/receiver/cdrs", Bodies.CDR, fromTo("DE*VOL", "NL*MOV"));
        assertThat(got.header("OCPI-to-country-code") + got.header("OCPI-to-party-id"))
                .isEqualTo("DEVOL");
        assertThat(got.header("OCPI-from-country-code") + got.header("OCPI-from-party-id"))
                .as("the hub has taken it")
                .isEqualTo("DEHUB");
    }

    @Test
    void anUnexpectedFailureIs4000AndTellsNothing() {
        hub.hub.receipt = o -> {
            throw new IllegalStateException("secret detail");
        };
        var got = hub.call(cpo, "POST", "/2.2.1/receiver/cdrs", Bodies.CDR);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.code()).isEqualTo(4000);
        assertThat(got.body().toString()).doesNotContain("secret", "Exception");
    }

    @Test
    void everyRefusalOfThePortsHasItsAnswer() {
        for (Refusal refusal : Refusal.values()) {
            hub.hub.receipt = o -> new Receipt.Refused(refusal, "because");
            var got = hub.call(cpo, "PUT", "/2.2.1/receiver/sessions/DE/VOL/S-4711", Bodies.SESSION);
            assertThat(got.status()).as(refusal.name()).isIn(200, 404, 413);
            assertThat(got.code()).as(refusal.name()).isBetween(2000, 4003);
            assertThat(got.message()).isEqualTo("because");
        }
    }
}
