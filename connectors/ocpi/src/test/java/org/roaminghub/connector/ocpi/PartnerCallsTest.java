package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.outbound.PartnerClient;
import org.roaminghub.connector.ocpi.outbound.PartnerUrl;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.spi.outbound.EmspLink.Question;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** What goes out over OCPI: addresses, headers, limits. The rest is in {@link OcpiContractTest}. */
class PartnerCallsTest {

    private final OcpiConnector connector = OcpiConnector.create(
            OcpiConnector.Settings.defaults(), FakeHub::new, FakeHub::new, Samples.clock(), Samples.ids());
    private final ScriptedPeer peer = new ScriptedPeer();
    private final Leg leg =
            new Leg(Partners.connected(peer.url()), Samples.CPO, Samples.EMSP, "correlation-1", Duration.ofSeconds(20));

    @AfterEach
    void close() {
        peer.close();
        connector.close();
    }

    private AuthorizationReply ask(TokenUid uid) {
        return connector
                .emsps()
                .authorize(
                        leg,
                        new Question(
                                new TokenSeen(uid, null, null), TokenKind.APP, null, Bodies.original(Bodies.LOCATION)));
    }

    @Test
    void asksAtTheIssuersEndpointWithRoutingHeaders() {
        peer.always(ScriptedPeer.Answer.json(200, Bodies.info("ALLOWED", "REF-1")));
        ask(TokenUid.parse("a/b c?&=%"));
        var seen = peer.only();
        assertThat(seen.path()).isEqualTo("/sender/tokens/a%2Fb%20c%3F%26%3D%25/authorize");
        assertThat(seen.query()).isEqualTo("type=APP_USER");
        assertThat(seen.text()).isEqualTo(Bodies.LOCATION);
        assertThat(seen.headers())
                .containsEntry("ocpi-from-country-code", "DE")
                .containsEntry("ocpi-from-party-id", "VOL")
                .containsEntry("ocpi-to-country-code", "NL")
                .containsEntry("ocpi-to-party-id", "MOV")
                .containsEntry("x-correlation-id", "correlation-1")
                .containsEntry("authorization", "Token " + Bodies.base64("partner-token"))
                .containsEntry("content-type", "application/json")
                .containsKey("x-request-id");
    }

    @Test
    void onlyAllowedDecidesAndARottenTokenBesideItIsPassedOn() {
        String body = Bodies.ok("{\"allowed\": \"ALLOWED\", \"token\": {\"uid\": 7}, \"authorization_reference\": \""
                + "R".repeat(37) + "\"}");
        peer.always(ScriptedPeer.Answer.json(200, body));
        assertThat(ask(TokenUid.parse("A"))).isInstanceOfSatisfying(AuthorizationReply.Allowed.class, a -> {
            assertThat(a.token()).isNull();
            assertThat(a.reference()).isNull();
            assertThat(a.answer().body()).isEqualTo(Bodies.original(body));
            assertThat(a.answer().attributes())
                    .containsEntry("http_status", "200")
                    .containsEntry("status_code", "1000")
                    .containsEntry("party", "NL*MOV");
        });
    }

    @Test
    void passesARecordedAnswerOnAsItPassedTheFirstOne() {
        peer.always(ScriptedPeer.Answer.json(404, Bodies.fails(2004)));
        PartnerAnswer first = ((AuthorizationReply.Denied) ask(TokenUid.parse("A"))).answer();
        try (HubUnderTest hub = new HubUnderTest()) {
            String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));
            for (PartnerAnswer answer : List.of(first, new PartnerAnswer(first.body(), Map.of()))) {
                hub.hub.decide = q -> new Authorizations.Decision.Refused(
                        null, Refusal.UNKNOWN_TOKEN, "", Samples.EMSP, null, answer);
                var got = hub.call(cpo, "POST", "/2.2.1/sender/tokens/A/authorize", null);
                assertThat(got.status()).isEqualTo(404);
                assertThat(got.code()).isEqualTo(2004);
                assertThat(got.header("OCPI-from-party-id")).isEqualTo("MOV");
            }
        }
    }

    @Test
    void readsAnswersThatDecideNothing() {
        for (var expected : Map.of(
                        2002, Refusal.INCOMPLETE, 2003, Refusal.UNKNOWN_LOCATION, 2004, Refusal.UNKNOWN_TOKEN)
                .entrySet()) {
            peer.always(ScriptedPeer.Answer.json(200, Bodies.fails(expected.getKey())));
            assertThat(ask(TokenUid.parse("A")))
                    .isInstanceOfSatisfying(
                            AuthorizationReply.Denied.class,
                            d -> assertThat(d.refusal()).isEqualTo(expected.getValue()));
        }
        for (int code : List.of(2000, 2001, 3000)) {
            peer.always(ScriptedPeer.Answer.json(200, Bodies.fails(code)));
            assertThat(ask(TokenUid.parse("A"))).isInstanceOfSatisfying(AuthorizationReply.NoAnswer.class, n -> {
                assertThat(n.refusal()).isEqualTo(Refusal.PARTY_FAILED);
                assertThat(n.answer()).as("passed on unchanged").isNotNull();
            });
        }
        for (String body : List.of(
                "{}",
                "[]",
                "\"x\"",
                "{\"status_code\": \"1000\"}",
                "{\"status_code\": 4001}",
                "{\"status_code\": 99}",
                Bodies.ok("{}"))) {
            peer.always(ScriptedPeer.Answer.json(200, body));
            assertThat(ask(TokenUid.parse("A")))
                    .as(body)
                    .isInstanceOfSatisfying(AuthorizationReply.NoAnswer.class, n -> {
                        assertThat(n.refusal()).isEqualTo(Refusal.PARTY_FAILED);
                        assertThat(n.answer()).isNull();
                    });
        }
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new ScriptedPeer()) {
            peer.always(new ScriptedPeer.Answer.Plain(307, Map.of("Location", elsewhere.url() + "/x"), new byte[0]));
            assertThat(ask(TokenUid.parse("A")))
                    .isInstanceOfSatisfying(
                            AuthorizationReply.NoAnswer.class,
                            n -> assertThat(n.refusal()).isEqualTo(Refusal.PARTY_FAILED));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void readsNoAnswerBeyondItsLimit() {
        peer.always(ScriptedPeer.Answer.json(200, Bodies.ok("\"" + "x".repeat(PartnerClient.MAX_ANSWER) + "\"")));
        assertThat(ask(TokenUid.parse("A")))
                .isInstanceOfSatisfying(
                        AuthorizationReply.NoAnswer.class,
                        n -> assertThat(n.why()).contains("larger than"));
    }

    @Test
    void asksASlowPartnerOnlySoManyThingsAtOnce() throws Exception {
        int tooMany = 40;
        CountDownLatch speaks = new CountDownLatch(1);
        peer.always(
                new ScriptedPeer.Answer.Held(speaks, ScriptedPeer.Answer.json(200, Bodies.info("ALLOWED", "REF-1"))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ExecutorCompletionService<AuthorizationReply>(threads);
            for (int i = 0; i < PartnerClient.MAX_IN_FLIGHT + tooMany; i++) {
                replies.submit(() -> connector
                        .emsps()
                        .authorize(
                                new Leg(leg.platform(), leg.from(), leg.to(), "c", Duration.ofMinutes(1)),
                                new Question(Samples.seen(), TokenKind.RFID, null, null)));
            }
            for (int i = 0; i < tooMany; i++) {
                var none = (AuthorizationReply.NoAnswer) next(replies);
                assertThat(none.refusal()).isEqualTo(Refusal.PARTY_SILENT);
                assertThat(none.why()).as("refused at once").contains("in flight");
            }
            assertThat(peer.received()).hasSizeLessThanOrEqualTo(PartnerClient.MAX_IN_FLIGHT);
            speaks.countDown();
            for (int i = 0; i < PartnerClient.MAX_IN_FLIGHT; i++) {
                assertThat(next(replies)).isInstanceOf(AuthorizationReply.Allowed.class);
            }
        }
    }

    private static AuthorizationReply next(CompletionService<AuthorizationReply> replies) throws Exception {
        Future<AuthorizationReply> first = replies.poll(30, TimeUnit.SECONDS);
        assertThat(first).as("a reply").isNotNull();
        return Objects.requireNonNull(first).get();
    }

    @Test
    void putsAndPatchesAtTheOwnersPath() {
        peer.always(ScriptedPeer.Answer.json(200, Bodies.ok("null")));
        var fid = ForeignId.parse(Samples.CPO, ForeignId.Kind.SESSION, "S 4711");
        connector
                .emsps()
                .deliverSession(
                        leg, fid, Samples.session(SessionStatus.ACTIVE), Bodies.original(Bodies.SESSION), false);
        connector
                .emsps()
                .deliverSession(
                        leg, fid, Samples.session(SessionStatus.ACTIVE), Bodies.original(Bodies.SESSION_CHANGE), true);
        var old = new Original(Protocol.OCPI, "2.1.1", "application/json", new byte[] {'{', '}'});
        connector.emsps().deliverSession(leg, fid, Samples.session(SessionStatus.ACTIVE), old, true);
        connector.cpos().deliverToken(leg, Samples.token(), Bodies.original(Bodies.TOKEN_CHANGE), true);
        assertThat(peer.received())
                .extracting(r -> r.method() + " " + r.path())
                .containsExactly(
                        "PUT /receiver/sessions/DE/VOL/S%204711",
                        "PATCH /receiver/sessions/DE/VOL/S%204711",
                        "PUT /receiver/sessions/DE/VOL/S%204711",
                        "PATCH /receiver/tokens/NL/MOV/04A1B2C3D4E5F6");
        assertThat(peer.received().get(2).text())
                .as("another version: the whole session in this one")
                .contains("\"kwh\":11")
                .contains("S-4711");
    }

    @Test
    void keepsWhereTheReceiverPutACdr() {
        peer.always(new ScriptedPeer.Answer.Plain(
                201,
                Map.of("Location", "/somewhere/77"),
                Bodies.ok("null").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var reply = connector.emsps().deliverCdr(leg, Samples.cdr(), Bodies.original(Bodies.CDR));
        assertThat(reply)
                .isInstanceOfSatisfying(
                        DeliveryReply.Delivered.class,
                        d -> assertThat(d.receiverRef()).isEqualTo(peer.url() + "/somewhere/77"));
        assertThat(peer.only().method() + peer.only().path()).isEqualTo("POST/receiver/cdrs");
    }

    @Test
    void putsAForgottenTimestampIntoAnAnswer() {
        peer.always(ScriptedPeer.Answer.json(200, "{\"status_code\": 1000, \"x\": 1}"));
        var reply = (DeliveryReply.Delivered) connector.emsps().deliverCdr(leg, Samples.cdr(), null);
        var body = Bodies.json(new String(reply.answer().body().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(body.path("timestamp").asString("")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(body.path("x").intValue()).isEqualTo(1);
    }

    @Test
    void buildsAddressesWithExactlyOneSlash() {
        assertThat(PartnerUrl.join("https://p.example/ocpi//", "a", "b/c")).isEqualTo("https://p.example/ocpi/a/b%2Fc");
        assertThat(PartnerUrl.join("https://p.example/ocpi/")).isEqualTo("https://p.example/ocpi/");
        assertThat(PartnerUrl.withQuery(PartnerUrl.join("https://p.example/ocpi?tenant=1", "é"), "type=RFID"))
                .isEqualTo("https://p.example/ocpi/%C3%A9?tenant=1&type=RFID");
        assertThat(PartnerUrl.problemWith("http://127.0.0.1:8080/x", false)).isEmpty();
        assertThat(PartnerUrl.problemWith("http://[::1]:8080/x", false)).isEmpty();
        assertThat(PartnerUrl.problemWith("http://127.0.0.1.evil.example/x", false))
                .isPresent();
        assertThat(PartnerUrl.problemWith("http://10.0.0.1/x", true)).isEmpty();
        assertThat(PartnerUrl.sameOrigin("https://a.example/x", "https://A.example:443/y"))
                .isTrue();
        assertThat(PartnerUrl.sameOrigin("https://a.example/x", "https://a.example:444/y"))
                .isFalse();
        assertThat(PartnerUrl.sameOrigin("https://a.example/x", "http://a.example/y"))
                .isFalse();
        assertThat(PartnerUrl.sameOrigin("https://a.example/x", "https://a.example@evil.example/y"))
                .isFalse();
    }
}
