package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.connector.ocpi.HubUnderTest.fromTo;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.Role;

/** Who speaks to whom, and GETs between parties: HUB-23 to HUB-33, 39, 42, 48. */
class RoutingTest {

    private static final String SESSION = "/2.2.1/receiver/sessions/DE/VOL/S-4711";

    private final HubUnderTest hub = new HubUnderTest();
    private final ScriptedPeer peer = new ScriptedPeer();
    private final String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));
    private final String emsp = hub.hub.connected("http://127.0.0.1:2", Partners.party(Role.EMSP, Samples.EMSP));

    @AfterEach
    void close() {
        peer.close();
        hub.close();
    }

    @Test
    void readsToAndFromInAnyCase() {
        hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("de*vol", "nl*mov"));
        assertThat(hub.hub.caller().party()).isEqualTo(Samples.CPO);
        assertThat(hub.hub.caller().role()).isEqualTo(Role.CPO);
        assertThat(hub.hub.caller().to()).isEqualTo(Samples.EMSP);
        hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("DE*VOL", "DE*HUB"));
        assertThat(hub.hub.caller().to()).isEqualTo(Samples.HUB);
        hub.call(cpo, "PUT", SESSION, Bodies.SESSION);
        assertThat(hub.hub.caller().to()).isNull();
        assertThat(hub.hub.caller().party()).as("the only party that fits").isEqualTo(Samples.CPO);
    }

    @Test
    void refusesAFromThatIsNotThePlatformsOrHasNotTheRole() {
        for (var got : List.of(
                hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("NL*MOV", "NL*MOV")),
                hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("FR*XXX", null)),
                hub.call(emsp, "POST", "/2.2.1/receiver/cdrs", Bodies.CDR, fromTo("NL*MOV", null)),
                hub.call(emsp, "POST", "/2.2.1/receiver/cdrs", Bodies.CDR),
                hub.call(
                        cpo,
                        "PUT",
                        "/2.2.1/receiver/tokens/DE/VOL/04A1B2C3D4E5F6",
                        Bodies.TOKEN,
                        fromTo("DE*VOL", "NL*MOV")),
                hub.call(emsp, "POST", "/2.2.1/sender/tokens/X/authorize", null, fromTo("NL*MOV", null)),
                hub.call(cpo, "PUT", SESSION, Bodies.SESSION, "OCPI-from-country-code", "DE"),
                hub.call(cpo, "PUT", SESSION, Bodies.SESSION, "OCPI-to-party-id", "MOVE", "OCPI-to-country-code", "NL"),
                hub.call(
                        cpo,
                        "PUT",
                        SESSION,
                        Bodies.SESSION,
                        "OCPI-to-party-id",
                        "';-",
                        "OCPI-to-country-code",
                        "NL"))) {
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.code()).isEqualTo(2001);
        }
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void refusesDoubledHeadersThatDiffer() {
        var got = hub.raw(
                "PUT",
                SESSION,
                Bodies.SESSION,
                "Authorization",
                "Token " + Bodies.base64(cpo),
                "Authorization",
                "Token " + Bodies.base64(emsp));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.code()).isEqualTo(2001);
        got = hub.call(
                cpo,
                "PUT",
                SESSION,
                Bodies.SESSION,
                "OCPI-to-country-code",
                "NL",
                "OCPI-to-party-id",
                "MOV",
                "OCPI-to-party-id",
                "ABC");
        assertThat(got.status()).isEqualTo(400);
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void refusesASuspendedPlatformsPushes() {
        hub.hub.register.replaceAll((id, p) ->
                new KnownPlatform(id, p.name(), p.protocol(), ConnectionStatus.SUSPENDED, p.parties(), p.connection()));
        assertThat(hub.call(cpo, "PUT", SESSION, Bodies.SESSION).code()).isEqualTo(2001);
        assertThat(hub.call(cpo, "GET", "/versions", null).code()).isEqualTo(1000);
    }

    @Test
    void ownerAndIdInPathAndBodyMustAgree() {
        assertThat(hub.call(
                                cpo,
                                "PUT",
                                "/2.2.1/receiver/sessions/FR/XXX/S-4711",
                                Bodies.SESSION,
                                fromTo("DE*VOL", null))
                        .status())
                .isEqualTo(404);
        assertThat(hub.call(cpo, "PUT", SESSION, Bodies.SESSION.replace("\"VOL\"", "\"XXX\""))
                        .message())
                .isEqualTo("party_id is not that of the path");
        assertThat(hub.call(cpo, "PUT", "/2.2.1/receiver/sessions/DE/VOL/OTHER", Bodies.SESSION)
                        .message())
                .isEqualTo("id is not that of the path");
        assertThat(hub.call(cpo, "PATCH", SESSION, "{\"id\": \"OTHER\", \"last_updated\": \"2026-03-01T08:00:00Z\"}")
                        .code())
                .isEqualTo(2001);
        assertThat(hub.call(emsp, "PUT", "/2.2.1/receiver/tokens/NL/MOV/OTHER", Bodies.TOKEN)
                        .message())
                .isEqualTo("uid is not that of the path");
        assertThat(hub.call(emsp, "PUT", "/2.2.1/receiver/tokens/NL/MOV/04A1B2C3D4E5F6?type=APP_USER", Bodies.TOKEN)
                        .message())
                .startsWith("type ");
        assertThat(hub.call(
                                cpo,
                                "POST",
                                "/2.2.1/receiver/cdrs",
                                Bodies.CDR.replace("\"VOL\"", "\"XXX\""),
                                fromTo("DE*VOL", null))
                        .code())
                .isEqualTo(2001);
        assertThat(hub.hub.came).isEmpty();
        assertThat(hub.call(cpo, "PUT", "/2.2.1/receiver/sessions/de/vol/s-4711", Bodies.SESSION)
                        .status())
                .as("CiStrings have no case")
                .isEqualTo(201);
    }

    @Test
    void severalRolesBehindOneToken() {
        PartyId second = PartyId.parse("NL*TWO");
        String both = hub.hub.connected(
                "http://127.0.0.1:3",
                Partners.party(Role.CPO, Samples.CPO),
                Partners.party(Role.EMSP, Samples.EMSP),
                Partners.party(Role.EMSP, second));
        hub.call(both, "PUT", SESSION, Bodies.SESSION);
        assertThat(hub.hub.caller().party()).isEqualTo(Samples.CPO);
        hub.call(both, "PUT", "/2.2.1/receiver/tokens/NL/MOV/04A1B2C3D4E5F6", Bodies.TOKEN);
        assertThat(hub.hub.caller().party())
                .as("the owner in the path says who speaks")
                .isEqualTo(Samples.EMSP);
        var got = hub.call(both, "GET", "/2.2.1/sender/cdrs", null);
        assertThat(got.code()).as("two eMSPs and no FROM").isEqualTo(2001);
        hub.call(both, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*TWO", "DE*HUB"));
        assertThat(hub.hub.caller().party()).isEqualTo(second);
    }

    @Test
    void passesAReceiversAnswerOfAPushBackUntouched() {
        String body = Bodies.ok("\"what the receiver said\"");
        hub.hub.receipt = o -> new Receipt.Taken(true, "1", answer(202, 1001, body));
        var got = hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("DE*VOL", "NL*MOV"));
        assertThat(got.status()).isEqualTo(202);
        assertThat(got.response().body()).asString().isEqualTo(body);
        assertThat(got.header("OCPI-from-party-id")).isEqualTo("MOV");
        assertThat(got.header("OCPI-to-party-id")).isEqualTo("VOL");
        for (int code : List.of(2000, 2001, 2002, 2003, 2004, 2901, 3000, 3001, 3901)) {
            hub.hub.receipt = o -> new Receipt.Refused(Refusal.REJECTED, "", answer(200, code, Bodies.fails(code)));
            got = hub.call(cpo, "PUT", SESSION, Bodies.SESSION, fromTo("DE*VOL", "NL*MOV"));
            assertThat(got.code()).isEqualTo(code);
            assertThat(got.status()).isEqualTo(200);
        }
    }

    private static PartnerAnswer answer(int http, int code, String body) {
        return new PartnerAnswer(Bodies.original(body), Map.of("http_status", "" + http, "status_code", "" + code));
    }

    @Test
    void relaysAListOfAnotherParty() {
        hub.hub.opens(Samples.CPO, peer.url(), Role.CPO);
        String link =
                "<" + peer.url() + "/sender/sessions/?offset=2&limit=2&date_from=2026-01-01T00:00:00Z>; rel=\"next\"";
        String body = Bodies.ok("[" + Bodies.SESSION + "]");
        peer.always(new ScriptedPeer.Answer.Plain(
                200,
                Map.of("Link", link, "X-Total-Count", "5", "X-Limit", "2"),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var got = hub.call(
                emsp,
                "GET",
                "/2.2.1/sender/sessions?date_from=2026-01-01T00%3A00%3A00Z&x=%20y",
                null,
                with(fromTo("NL*MOV", "DE*VOL"), "X-Request-ID", "r-1", "X-Correlation-ID", "c-1"));
        assertThat(got.response().body()).asString().isEqualTo(body);
        assertThat(got.header("X-Request-ID")).isEqualTo("r-1");
        assertThat(got.header("X-Total-Count")).isEqualTo("5");
        assertThat(got.header("X-Limit")).isEqualTo("2");
        assertThat(got.header("Link"))
                .isEqualTo(
                        "<http://hub.example/ocpi/2.2.1/sender/sessions?offset=2&limit=2&date_from=2026-01-01T00:00:00Z>; rel=\"next\"");
        assertThat(got.header("OCPI-from-party-id")).isEqualTo("VOL");
        var seen = peer.only();
        assertThat(seen.path()).isEqualTo("/sender/sessions");
        assertThat(seen.query()).isEqualTo("date_from=2026-01-01T00%3A00%3A00Z&x=%20y");
        assertThat(seen.headers().get("x-request-id")).isNotEqualTo("r-1").isNotBlank();
        assertThat(seen.headers().get("x-correlation-id")).isEqualTo("c-1");
        assertThat(seen.headers()).containsEntry("ocpi-to-party-id", "VOL").containsEntry("ocpi-from-party-id", "MOV");
        assertThat(seen.headers().get("authorization")).isEqualTo("Token " + Bodies.base64("partner-token"));
    }

    private static String[] with(String[] headers, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(headers), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void neverHandsOutANextPageElsewhere() {
        hub.hub.opens(Samples.CPO, peer.url(), Role.CPO);
        peer.always(new ScriptedPeer.Answer.Plain(
                200,
                Map.of("Link", "<https://elsewhere.example/x?offset=2>; rel=next"),
                Bodies.ok("[]").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var got = hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*MOV", "DE*VOL"));
        assertThat(got.code()).isEqualTo(4000);
        assertThat(got.header("Link")).isNull();
    }

    @Test
    void relaysAnObjectAndAPartnersNo() {
        hub.hub.opens(Samples.EMSP, peer.url(), Role.EMSP);
        peer.always(ScriptedPeer.Answer.json(404, Bodies.fails(2003)));
        var got = hub.call(cpo, "GET", SESSION, null, fromTo("DE*VOL", "NL*MOV"));
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.code()).isEqualTo(2003);
        assertThat(peer.only().path()).isEqualTo("/receiver/sessions/DE/VOL/S-4711");
    }

    @Test
    void hubCodesSayWhyAReceiverWasNotReached() {
        assertThat(hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*MOV", "FR*XXX"))
                        .code())
                .isEqualTo(4001);
        for (var expected : Map.of(Refusal.PARTY_OFFLINE, 4003, Refusal.PARTY_SILENT, 4002, Refusal.NO_AGREEMENT, 4001)
                .entrySet()) {
            hub.hub.route = p -> new Routes.Route.Closed(expected.getKey(), "");
            assertThat(hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*MOV", "DE*VOL"))
                            .code())
                    .isEqualTo(expected.getValue());
        }
        hub.hub.opens(Samples.CPO, peer.url(), Role.CPO);
        peer.close();
        assertThat(hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*MOV", "DE*VOL"))
                        .code())
                .isEqualTo(4003);
    }

    @Test
    void aPartnersServerErrorIsNotTheHubs() {
        hub.hub.opens(Samples.CPO, peer.url(), Role.CPO);
        for (int status : List.of(301, 401, 403, 429, 500, 503)) {
            peer.always(ScriptedPeer.Answer.json(status, Bodies.fails(3000)));
            var got = hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo("NL*MOV", "DE*VOL"));
            assertThat(got.status()).as("HTTP " + status).isEqualTo(200);
            assertThat(got.code()).as("HTTP " + status).isEqualTo(4000);
        }
    }

    @Test
    void aGetOnAReceiverInterfaceCannotGoToTheHub() {
        for (String path : List.of(SESSION, "/2.2.1/receiver/cdrs/019a0000-0000-7000-8000-000000000001")) {
            assertThat(hub.call(cpo, "GET", path, null, fromTo("DE*VOL", "DE*HUB"))
                            .code())
                    .as(path)
                    .isEqualTo(2001);
        }
        assertThat(hub.call(emsp, "GET", "/2.2.1/receiver/tokens/NL/MOV/X", null, fromTo("NL*MOV", "DE*HUB"))
                        .code())
                .isEqualTo(2001);
        assertThat(hub.call(emsp, "GET", "/2.2.1/receiver/tokens/NL/MOV/X", null)
                        .code())
                .as("which CPO?")
                .isEqualTo(4001);
        assertThat(hub.call(cpo, "GET", SESSION, null).status())
                .as("an unknown session has no eMSP")
                .isEqualTo(404);
    }

    @Test
    void chargingPreferencesAreOrdersOfTheHub() {
        var got = hub.call(
                emsp, "PUT", "/2.2.1/sender/sessions/S-1/charging_preferences", "{\"profile_type\": \"FAST\"}");
        assertThat(got.code()).as("the hub knows no such party").isEqualTo(4001);
        assertThat(hub.hub.came.getLast()).isInstanceOfSatisfying(RemoteCommands.Order.class, order -> {
            assertThat(order.kind()).isEqualTo(RemoteKind.SET_PREFERENCES);
            assertThat(order.session()).isEqualTo("S-1");
        });
    }

    @Test
    void aListWithoutATOIsOfNobodyInAnyModule() {
        for (String module :
                List.of("sessions?date_from=2026-01-01T00:00:00Z", "cdrs", "tokens", "locations", "tariffs")) {
            assertThat(hub.call(emsp, "GET", "/2.2.1/sender/" + module, null).code())
                    .as(module)
                    .isEqualTo(4001);
        }
    }
}
