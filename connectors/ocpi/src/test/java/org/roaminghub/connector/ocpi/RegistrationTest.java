package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.vocabulary.Role;

/** Versions and credentials: HUB-1 to HUB-11, 14, 15, 16, 32. */
class RegistrationTest {

    private static final String CREDENTIALS = "/2.2.1/credentials";

    private final HubUnderTest hub = new HubUnderTest();
    private final ScriptedPeer peer = new ScriptedPeer();

    @AfterEach
    void close() {
        peer.close();
        hub.close();
    }

    private String entered() {
        return hub.hub.entered(Partners.party(Role.CPO, Samples.CPO));
    }

    private String claim(String token) {
        return Partners.credentials(peer.url(), token, "CPO", "DE", "VOL");
    }

    private void partnerIsReady() {
        Partners.serveVersions(peer, List.of("2.2.1"), Partners.details(peer.url(), "tokens RECEIVER", "cdrs SENDER"));
    }

    @Test
    void refusesVersionsWithoutOrWithAnUnknownToken() {
        assertThat(hub.raw("GET", "/versions", null).status()).isEqualTo(401);
        assertThat(hub.call("nobody", "GET", "/versions", null).status()).isEqualTo(401);
        var got = hub.call("nobody", "GET", "/2.2.1/sender/tokens", null);
        assertThat(got.status()).isEqualTo(401);
        assertThat(got.code()).isEqualTo(2000);
        assertThat(got.header("WWW-Authenticate")).isEqualTo("Token");
    }

    @Test
    void aRegistrationTokenOpensVersionsDetailsAndCredentialsOnly() {
        String token = entered();
        assertThat(hub.call(token, "GET", "/versions", null)
                        .data()
                        .valueStream()
                        .map(v -> v.path("version").asString("")))
                .containsExactly("2.3.0", "2.2.1", "2.1.1");
        assertThat(hub.call(token, "GET", "/2.2.1", null).status()).isEqualTo(200);
        for (String module : List.of("tokens", "sessions", "cdrs", "locations")) {
            assertThat(hub.call(token, "GET", "/2.2.1/sender/" + module, null).status())
                    .as(module)
                    .isEqualTo(401);
            assertThat(hub.call(token, "POST", "/2.2.1/receiver/" + module, "{}")
                            .status())
                    .as(module)
                    .isEqualTo(401);
        }
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void listsBothInterfacesOfEveryModuleAndCredentialsOnce() {
        var endpoints = hub.call(entered(), "GET", "/2.2.1", null).data().path("endpoints");
        for (String module : List.of("tokens", "sessions", "cdrs")) {
            for (String role : List.of("SENDER", "RECEIVER")) {
                assertThat(endpoints
                                .valueStream()
                                .filter(e -> e.path("identifier").asString("").equals(module)
                                        && e.path("role").asString("").equals(role)))
                        .singleElement()
                        .satisfies(e -> assertThat(e.path("url").asString(""))
                                .isEqualTo(FakeHub.PUBLIC_URL + "/ocpi/2.2.1/" + role.toLowerCase(java.util.Locale.ROOT)
                                        + "/" + module));
            }
        }
        assertThat(endpoints
                        .valueStream()
                        .filter(e -> e.path("identifier").asString("").equals("credentials")))
                .hasSize(1);
    }

    @Test
    void callsBackBeforeItAnswersAndGivesANewToken() {
        String token = entered();
        partnerIsReady();
        var got = hub.call(token, "POST", CREDENTIALS, claim("token-b"));
        assertThat(got.code()).isEqualTo(1000);
        assertThat(peer.received()).extracting(ScriptedPeer.Received::path).containsExactly("/versions", "/2.2.1");
        assertThat(peer.received()).allSatisfy(r -> {
            assertThat(r.headers().get("authorization")).isEqualTo("Token " + Bodies.base64("token-b"));
            assertThat(r.headers()).doesNotContainKeys("ocpi-to-party-id", "ocpi-from-party-id");
        });
        String issued = got.data().path("token").asString("");
        assertThat(issued).isNotIn(token, "token-b").matches("[\\x21-\\x7e]{1,64}");
        assertThat(got.data().path("url").asString("")).isEqualTo(FakeHub.PUBLIC_URL + "/ocpi/versions");
        assertThat(got.data().path("roles")).hasSize(1);
        assertThat(got.data().path("roles").get(0).path("role").asString("")).isEqualTo("HUB");
        assertThat(hub.call(token, "GET", "/versions", null).status())
                .as("the registration token is dead")
                .isEqualTo(401);
        var own = hub.call(issued, "GET", CREDENTIALS, null);
        assertThat(own.data().path("token").asString("")).isEqualTo(issued);
    }

    @Test
    void saysWhatIsWrongWithThePartnersSide() {
        String token = entered();
        peer.always(ScriptedPeer.Answer.json(500, "{}"));
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .isEqualTo(3001);
        Partners.serveVersions(peer, List.of("2.2"), Partners.details(peer.url()));
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .isEqualTo(3002);
        Partners.serveVersions(peer, List.of("2.2.1"), Partners.details(peer.url(), "none"));
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .isEqualTo(3003);
        Partners.serveVersions(peer, List.of("2.2.1"), Partners.details(peer.url(), "tokens SENDER"));
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .as("an eMSP's endpoint is no use to a CPO")
                .isEqualTo(3003);
        peer.close();
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .isEqualTo(3001);
        assertThat(hub.call(token, "GET", "/versions", null).status())
                .as("the registration token is still good")
                .isEqualTo(200);
    }

    @Test
    void refusesCredentialsInTheWrongState() {
        String token = entered();
        assertThat(hub.call(token, "PUT", CREDENTIALS, claim("token-b")).status())
                .isEqualTo(405);
        assertThat(hub.call(token, "DELETE", CREDENTIALS, null).status()).isEqualTo(405);
        partnerIsReady();
        String issued = hub.call(token, "POST", CREDENTIALS, claim("token-b"))
                .data()
                .path("token")
                .asString("");
        assertThat(hub.call(issued, "POST", CREDENTIALS, claim("token-b")).status())
                .isEqualTo(405);
        assertThat(hub.call(issued, "PATCH", CREDENTIALS, claim("token-b")).status())
                .isEqualTo(405);
        assertThat(hub.call(issued, "GET", "/versions", null).status()).isEqualTo(200);
    }

    @Test
    void renewsByPutAndKeepsTheOldPairWhenThatFails() {
        String token = hub.hub.connected(peer.url(), Partners.party(Role.CPO, Samples.CPO));
        peer.always(ScriptedPeer.Answer.json(500, "{}"));
        assertThat(hub.call(token, "PUT", CREDENTIALS, claim("token-new")).code())
                .isEqualTo(3001);
        assertThat(hub.hub.register.values())
                .allSatisfy(p -> assertThat(p.findConnection().orElseThrow().credential())
                        .isEqualTo("partner-token"));
        partnerIsReady();
        int before = peer.received().size();
        var got = hub.call(token, "PUT", CREDENTIALS, claim("token-new"));
        assertThat(got.data().path("token").asString("")).isNotEqualTo(token).isNotEmpty();
        assertThat(peer.received().subList(before, before + 2))
                .extracting(ScriptedPeer.Received::path)
                .containsExactly("/versions", "/2.2.1");
        assertThat(hub.hub.register.values())
                .allSatisfy(p -> assertThat(p.findConnection().orElseThrow().credential())
                        .isEqualTo("token-new"));
    }

    @Test
    void endsARegistrationByDelete() {
        String token = hub.hub.connected(peer.url(), Partners.party(Role.CPO, Samples.CPO));
        assertThat(hub.call(token, "DELETE", CREDENTIALS, null).code()).isEqualTo(1000);
        assertThat(hub.call(token, "GET", "/versions", null).status()).isEqualTo(401);
    }

    @Test
    void refusesAPartyOfAnotherPlatformAndTheHubsOwn() {
        hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));
        String token = hub.hub.entered(Partners.party(Role.CPO, Samples.EMSP));
        partnerIsReady();
        var got = hub.call(token, "POST", CREDENTIALS, claim("token-b"));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.code()).isEqualTo(2001);
        assertThat(hub.call(token, "POST", CREDENTIALS, Partners.credentials(peer.url(), "token-b", "HUB", "DE", "HUB"))
                        .code())
                .isEqualTo(2001);
        assertThat(hub.call(token, "GET", "/versions", null).status()).isEqualTo(200);
    }

    @Test
    void wantsHttpsButOnLoopback() {
        String token = entered();
        for (String url : List.of(
                "http://partner.example",
                "ftp://127.0.0.1",
                "https://user@partner.example",
                "nonsense",
                "file:///etc/passwd")) {
            var got = hub.call(token, "POST", CREDENTIALS, Partners.credentials(url, "token-b", "CPO", "DE", "VOL"));
            assertThat(got.code()).as(url).isEqualTo(2001);
            assertThat(got.message()).startsWith("url ");
        }
        Partners.serveVersions(peer, List.of("2.2.1"), Partners.details("http://inside.example", "tokens RECEIVER"));
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("token-b")).code())
                .as("an endpoint elsewhere in clear")
                .isEqualTo(3001);
    }

    @Test
    void readsTokensInBase64WithANewlineAndInClear() {
        String token = hub.hub.connected(peer.url(), Partners.party(Role.CPO, Samples.CPO));
        assertThat(hub.raw("GET", "/versions", null, "Authorization", "Token " + Bodies.base64(token + "\n"))
                        .status())
                .isEqualTo(200);
        assertThat(hub.raw("GET", "/versions", null, "Authorization", "token " + token)
                        .status())
                .isEqualTo(200);
        assertThat(hub.raw("GET", "/versions", null, "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(401);
        assertThat(hub.raw("GET", "/versions", null, "Authorization", "Token ").status())
                .isEqualTo(401);
        assertThat(hub.raw("GET", "/versions", null, "Authorization", "Token " + "x".repeat(10_000))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void needsAndSendsNoRoutingHeadersOnConfigurationModules() {
        String token = hub.hub.connected(peer.url(), Partners.party(Role.CPO, Samples.CPO));
        for (String path : List.of("/versions", "/2.2.1", CREDENTIALS)) {
            var got = hub.call(token, "GET", path, null, HubUnderTest.fromTo("FR*XXX", "FR*YYY"));
            assertThat(got.code()).as(path).isEqualTo(1000);
            assertThat(got.response().headers()).doesNotContainKeys("OCPI-to-party-id", "OCPI-from-party-id");
        }
    }

    @Test
    void refusesCredentialsThatLackSomething() {
        String token = entered();
        assertThat(hub.call(token, "POST", CREDENTIALS, "{\"token\": \"b\", \"url\": \"" + peer.url() + "\"}")
                        .message())
                .startsWith("roles ");
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("with blank")).message())
                .startsWith("token ");
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("x".repeat(65))).code())
                .isEqualTo(2001);
        assertThat(hub.call(token, "POST", CREDENTIALS, claim("b").replace("\"CPO\"", "\"KING\""))
                        .message())
                .startsWith("roles[0].role ");
        assertThat(hub.call(token, "POST", CREDENTIALS, "[[").status()).isEqualTo(400);
        assertThat(peer.received()).isEmpty();
    }

    private static final String DETAILS_211 = """
            {"version": "2.1.1", "endpoints": [{"identifier": "credentials", "url": "HERE/credentials"},
             {"identifier": "tokens", "url": "HERE/tokens"}, {"identifier": "cdrs", "url": "HERE/cdrs"}]}""";

    private void servesOnly211(String... accepted) {
        peer.when(r -> true, r -> {
            if (!List.of(accepted).contains(r.headers().get("authorization"))) {
                return ScriptedPeer.Answer.json(401, Bodies.fails(2000));
            }
            return ScriptedPeer.Answer.json(
                    200,
                    Bodies.ok(
                            switch (r.path()) {
                                case "/versions" -> "[{\"version\": \"2.1.1\", \"url\": \"" + peer.url() + "/2.1.1\"}]";
                                case "/2.1.1" -> DETAILS_211.replace("HERE", peer.url());
                                default ->
                                    "{\"token\": \"theirs\", \"url\": \"" + peer.url()
                                            + "/versions\", \"country_code\": \"DE\", \"party_id\": \"VOL\", \"business_details\": {\"name\": \"P\"}}";
                            }));
        });
    }

    @Test
    void writesItsTokenToA211PartnerAsItIsUnlessThatTakesBase64Only() {
        String base64 = "Token " + Bodies.base64("given");
        for (List<String> accepted : List.of(List.of("Token given", base64), List.of("Token given"), List.of(base64))) {
            servesOnly211(accepted.toArray(String[]::new));
            hub.hub.register.clear();
            var platform = hub.hub.planned();
            var result = hub.connector.handshake().start(platform, peer.url() + "/versions", "given");
            assertThat(result).isEqualTo(new org.roaminghub.spi.outbound.Handshake.Result.Registered("2.1.1"));
            var connection = hub.hub.get(platform.platform()).findConnection().orElseThrow();
            assertThat(connection.settings())
                    .containsEntry("token_base64", Boolean.toString(!accepted.contains("Token given")));
            assertThat(connection.endpoints())
                    .extracting(e -> e.module() + " " + e.role())
                    .containsExactly("credentials SENDER", "tokens RECEIVER", "cdrs SENDER");
        }
    }

    @Test
    void shows211PartnersTheInterfacesThatFaceThemAndOneParty() {
        String cpo = hub.hub.connected(peer.url(), Partners.party(Role.CPO, Samples.CPO));
        var endpoints = hub.call(cpo, "GET", "/2.1.1", null).data().path("endpoints");
        assertThat(endpoints.valueStream().map(e -> e.path("url").asString("").replace(FakeHub.PUBLIC_URL, "")))
                .containsExactly(
                        "/ocpi/2.1.1/credentials",
                        "/ocpi/2.1.1/receiver/cdrs",
                        "/ocpi/2.1.1/sender/commands",
                        "/ocpi/2.1.1/receiver/locations",
                        "/ocpi/2.1.1/receiver/sessions",
                        "/ocpi/2.1.1/receiver/tariffs",
                        "/ocpi/2.1.1/sender/tokens");
        assertThat(endpoints.valueStream()).noneMatch(e -> e.has("role"));
        var credentials = hub.call(cpo, "GET", "/2.1.1/credentials", null).data();
        assertThat(credentials.path("party_id").asString("")).isEqualTo("HUB");
        assertThat(credentials.has("roles")).isFalse();
        String both = hub.hub.connected(
                peer.url(), Partners.party(Role.CPO, Samples.CPO), Partners.party(Role.EMSP, Samples.EMSP));
        var details = hub.call(both, "GET", "/2.1.1", null).data();
        assertThat(details.path("endpoints")).as("one role per connection").hasSize(1);
        assertThat(hub.call(both, "POST", "/2.1.1/credentials", "{}").code()).isNotEqualTo(1000);
        var list = hub.call(cpo, "GET", "/2.1.1/sender/tokens", null);
        assertThat(list.code()).as("a list without a TO is of everybody there").isEqualTo(1000);
        assertThat(list.response().headers()).doesNotContainKeys("OCPI-to-party-id", "OCPI-from-party-id");
    }
}
