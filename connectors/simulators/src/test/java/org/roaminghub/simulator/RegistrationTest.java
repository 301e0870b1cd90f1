package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private FakeHub hub;
    private SimulatedEmsp emsp;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        emsp = new SimulatedEmsp(new Identity(Party.parse("NL*MOV"), "Movlyn", 0, 7), 0, arrival -> {});
        emsp.up();
    }

    @AfterEach
    void stop() {
        emsp.close();
        hub.close();
    }

    @Test
    void registersByTheHandshakeAndTellsItsRoles() throws Exception {
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);

        assertThat(emsp.registered()).isTrue();
        var role = hub.partner().path("roles").get(0);
        assertThat(Wire.field(role, "role")).isEqualTo("EMSP");
        assertThat(Wire.field(role, "country_code") + Wire.field(role, "party_id"))
                .isEqualTo("NLMOV");
        assertThat(Wire.field(hub.partner(), "url")).isEqualTo(emsp.versionsUrl());
    }

    @Test
    void usesTheNewTokenAfterTheHandshake() throws Exception {
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);

        var answer = emsp.push(emsp.card("standard"), null);

        assertThat(answer.acknowledged()).isTrue();
        var put = hub.seen("PUT", "tokens").getFirst();
        assertThat(Wire.tokenOf(put.header("Authorization"))).isEqualTo(FakeHub.TOKEN_C);
        assertThat(put.header("OCPI-to-party-id")).isEqualTo("HUB");
        assertThat(put.header("OCPI-from-party-id")).isEqualTo("MOV");
    }

    @Test
    void saysWhyTheHubRefused() {
        assertThatThrownBy(() -> emsp.register(hub.versionsUrl(), "another token"))
                .hasMessageContaining("POST credentials: HTTP 401");
        assertThat(emsp.registered()).isFalse();
    }

    @Test
    void refusesRequestsWithoutItsToken() throws Exception {
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);

        assertThat(hub.askWith("guessed", "GET", emsp.versionsUrl(), null).http())
                .isEqualTo(401);
        var token = Wire.field(hub.partner(), "token");
        assertThat(hub.askWith(token, "GET", emsp.versionsUrl(), null).http()).isEqualTo(200);
    }

    @Test
    void letsTheHubRegisterItAndEndsTheRegistrationToken() throws Exception {
        var tokenA = emsp.registrationToken();
        var credentials = hub.endpoint(tokenA, emsp.versionsUrl(), "credentials", "SENDER");
        var functional = hub.endpoint(tokenA, emsp.versionsUrl(), "tokens", "SENDER");

        var answer = hub.askWith(tokenA, "POST", credentials, hub.credentials("token-B"));

        assertThat(answer.acknowledged()).isTrue();
        assertThat(emsp.registered()).isTrue();
        assertThat(hub.askWith(tokenA, "GET", emsp.versionsUrl(), null).http()).isEqualTo(401);
        var tokenC = Wire.field(answer.data(), "token");
        assertThat(hub.askWith(tokenC, "GET", functional, null).acknowledged()).isTrue();
        assertThat(hub.askWith(tokenC, "POST", credentials, hub.credentials("token-D"))
                        .http())
                .isEqualTo(405);
    }

    @Test
    void allowsNothingButTheHandshakeWithTheRegistrationToken() throws Exception {
        var tokens = hub.endpoint(emsp.registrationToken(), emsp.versionsUrl(), "tokens", "SENDER");

        assertThat(hub.askWith(emsp.registrationToken(), "GET", tokens, null).http())
                .isEqualTo(401);
    }

    @Test
    void answers3001WhenTheHubsVersionsCantBeRead() throws Exception {
        var credentials = hub.endpoint(emsp.registrationToken(), emsp.versionsUrl(), "credentials", "SENDER");
        var broken = hub.credentials("token-B").put("url", "http://127.0.0.1:1/nothing");

        var answer = hub.askWith(emsp.registrationToken(), "POST", credentials, broken);

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(3001);
        assertThat(emsp.registered()).isFalse();
    }

    @Test
    void renewsItsTokensAndEndsTheOldOne() throws Exception {
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);
        var old = Wire.field(hub.partner(), "token");

        emsp.renewCredentials();

        var renewed = Wire.field(hub.partner(), "token");
        assertThat(renewed).isNotEqualTo(old);
        assertThat(hub.askWith(old, "GET", emsp.versionsUrl(), null).http()).isEqualTo(401);
        assertThat(hub.askWith(renewed, "GET", emsp.versionsUrl(), null).http()).isEqualTo(200);
    }

    @Test
    void forgetsTheHubWhenItUnregisters() throws Exception {
        emsp.register(hub.versionsUrl(), FakeHub.TOKEN_A);

        emsp.unregister();

        assertThat(emsp.registered()).isFalse();
    }
}
