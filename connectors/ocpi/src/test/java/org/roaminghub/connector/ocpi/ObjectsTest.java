package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.roaminghub.connector.ocpi.HubUnderTest.fromTo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.wire.AuthorizationInfo;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Authorizations.Decision;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.inbound.Tokens;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenProfile;

/** Tokens, authorisation, sessions, CDRs: HUB-42, 43, 47, 49, 52, 62, 64 to 66, 68 to 70. */
class ObjectsTest {

    private static final String AUTHORIZE = "/2.2.1/sender/tokens/04A1B2C3D4E5F6/authorize";
    private static final String SESSION = "/2.2.1/receiver/sessions/DE/VOL/S-4711";
    private static final String TOKEN = "/2.2.1/receiver/tokens/NL/MOV/04A1B2C3D4E5F6";
    private static final String CDRS = "/2.2.1/receiver/cdrs";
    private static final String CDR_ID = "019a0000-0000-7000-8000-000000000001";

    private final HubUnderTest hub = new HubUnderTest();
    private final ScriptedPeer peer = new ScriptedPeer();
    private final String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));
    private final String emsp = hub.hub.connected("http://127.0.0.1:2", Partners.party(Role.EMSP, Samples.EMSP));

    @AfterEach
    void close() {
        peer.close();
        hub.close();
    }

    private static Decision granted(@Nullable TokenProfile token, @Nullable PartnerAnswer answer) {
        return new Decision.Granted(
                new AuthorizationId(new UUID(0, 1)),
                new SessionId(new UUID(0, 2)),
                Samples.EMSP,
                AuthorizationReference.parse("REF-9"),
                null,
                null,
                token,
                answer);
    }

    private static Decision refused(Refusal refusal, @Nullable PartnerAnswer answer) {
        return new Decision.Refused(new AuthorizationId(new UUID(0, 1)), refusal, "", Samples.EMSP, null, answer);
    }

    @Test
    void asksTheHubWhatTheCpoAsked() {
        hub.hub.decide = q -> granted(Samples.token(), null);
        var got = hub.call(cpo, "POST", AUTHORIZE + "?type=APP_USER", Bodies.LOCATION, fromTo("DE*VOL", "NL*MOV"));
        var query = (Authorizations.Query) hub.hub.came.getFirst();
        assertThat(query.kind()).isEqualTo(TokenKind.APP);
        assertThat(query.token().uid())
                .isNotNull()
                .satisfies(u -> assertThat(u.value()).isEqualTo("04A1B2C3D4E5F6"));
        assertThat(query.place()).isNotNull().satisfies(p -> {
            assertThat(p.locationFid()).isEqualTo("L-17");
            assertThat(p.evseFid()).isEqualTo("E-17-1");
        });
        assertThat(query.original()).isEqualTo(Bodies.original(Bodies.LOCATION));
        assertThat(query.caller().to()).isEqualTo(Samples.EMSP);
        var info = AuthorizationInfo.read(Fields.of(got.data()));
        assertThat(info.allowed()).isEqualTo("ALLOWED");
        assertThat(info.authorization_reference()).isEqualTo("REF-9");
        assertThat(Objects.requireNonNull(info.token()).uid()).isEqualTo("04A1B2C3D4E5F6");
        assertThat(info.location()).isNotNull();
        assertThat(got.header("OCPI-from-party-id"))
                .as("the hub decided by its own directory")
                .isEqualTo("HUB");
    }

    @Test
    void asksWithoutALocationAndForRfidWhenNothingIsSaid() {
        hub.hub.decide = q -> granted(null, null);
        var got = hub.call(cpo, "POST", AUTHORIZE, null);
        var query = (Authorizations.Query) hub.hub.came.getFirst();
        assertThat(query.kind()).isEqualTo(TokenKind.RFID);
        assertThat(query.place()).isNull();
        assertThat(query.original()).isNull();
        var token = Objects.requireNonNull(
                AuthorizationInfo.read(Fields.of(got.data())).token());
        assertThat(token.contract_id()).as("nobody knows more than the uid").isEqualTo("#NA");
        assertThat(token.issuer()).isEqualTo("EMSP MOV");
        assertThat(token.whitelist()).isEqualTo("NEVER");
    }

    @Test
    void passesTheIssuersAnswerOnUntouched() {
        String said = Bodies.info("BLOCKED", "REF-1").replace("\"x_more\": 1", "\"x_more\":   [1, 2]");
        hub.hub.decide = q -> refused(Refusal.TOKEN_BLOCKED, answer(200, said));
        var got = hub.call(cpo, "POST", AUTHORIZE, null, fromTo("DE*VOL", "NL*MOV"));
        assertThat(got.response().body()).asString().isEqualTo(said);
        assertThat(got.header("OCPI-from-party-id")).isEqualTo("MOV");
        hub.hub.decide = q -> refused(Refusal.UNKNOWN_TOKEN, answer(404, Bodies.fails(2004)));
        got = hub.call(cpo, "POST", AUTHORIZE, null);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.code()).isEqualTo(2004);
    }

    private static PartnerAnswer answer(int http, String body) {
        return new PartnerAnswer(
                Bodies.original(body), Map.of("http_status", "" + http, "status_code", "0", "party", "NL*MOV"));
    }

    @Test
    void saysEveryRefusalInTheWordsOfOcpi() {
        for (var expected : Map.of(
                        Refusal.TOKEN_BLOCKED, "BLOCKED",
                        Refusal.TOKEN_EXPIRED, "EXPIRED",
                        Refusal.NO_CREDIT, "NO_CREDIT",
                        Refusal.TOKEN_NOT_ALLOWED, "NOT_ALLOWED",
                        Refusal.CONCURRENT_SESSION, "NOT_ALLOWED")
                .entrySet()) {
            hub.hub.decide = q -> refused(expected.getKey(), null);
            var info = AuthorizationInfo.read(
                    Fields.of(hub.call(cpo, "POST", AUTHORIZE, null).data()));
            assertThat(info.allowed()).isEqualTo(expected.getValue());
            assertThat(Objects.requireNonNull(info.token()).valid()).isFalse();
        }
        for (var expected : Map.of(
                        Refusal.UNKNOWN_TOKEN, 404_2004,
                        Refusal.PARTY_OFFLINE, 200_4003,
                        Refusal.PARTY_SILENT, 200_4002,
                        Refusal.PARTY_FAILED, 200_4000,
                        Refusal.NO_AGREEMENT, 200_4001,
                        Refusal.UNKNOWN_PARTY, 200_4001,
                        Refusal.INCOMPLETE, 200_2002,
                        Refusal.UNKNOWN_LOCATION, 200_2003)
                .entrySet()) {
            hub.hub.decide = q -> refused(expected.getKey(), null);
            var got = hub.call(cpo, "POST", AUTHORIZE, null);
            assertThat(got.status() * 10_000 + got.code())
                    .as(expected.getKey().name())
                    .isEqualTo(expected.getValue());
        }
    }

    @Test
    void refusesAnAuthorisationItCannotRead() {
        assertThat(hub.call(cpo, "POST", AUTHORIZE + "?type=CARD", null).code()).isEqualTo(2001);
        assertThat(hub.call(cpo, "POST", AUTHORIZE, "{}").message()).isEqualTo("location_id is missing");
        assertThat(hub.call(cpo, "POST", AUTHORIZE, "{\"location_id\": 7}").message())
                .isEqualTo("location_id must be a string");
        assertThat(hub.call(cpo, "POST", AUTHORIZE, "[]").code()).isEqualTo(2001);
        assertThat(hub.call(cpo, "POST", "/2.2.1/sender/tokens/" + "A".repeat(37) + "/authorize", null)
                        .code())
                .isEqualTo(2001);
        assertThat(hub.call(cpo, "POST", "/2.2.1/sender/tokens/%20/authorize", null)
                        .code())
                .isEqualTo(2001);
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void registersTokensByOwnerUidAndType() {
        assertThat(hub.call(emsp, "PUT", TOKEN, Bodies.TOKEN).status()).isEqualTo(201);
        var profile = (TokenProfile) hub.hub.came.getFirst();
        assertThat(profile.issuer()).isEqualTo(Samples.EMSP);
        assertThat(profile.kind()).isEqualTo(TokenKind.RFID);
        assertThat(hub.hub.originals.getFirst()).isEqualTo(Bodies.original(Bodies.TOKEN));
        hub.hub.receipt = o -> new Receipt.Taken(false, "1", null);
        String app = Bodies.TOKEN.replace("\"RFID\"", "\"APP_USER\"");
        assertThat(hub.call(emsp, "PUT", TOKEN + "?type=APP_USER", app).status())
                .isEqualTo(200);
        assertThat(((TokenProfile) hub.hub.came.getLast()).kind()).isEqualTo(TokenKind.APP);
    }

    @Test
    void amendsTokensByTheirMergedOriginal() {
        assertThat(hub.call(emsp, "PATCH", TOKEN, "{\"valid\": false}").message())
                .isEqualTo("last_updated is missing");
        assertThat(hub.call(emsp, "PATCH", TOKEN, Bodies.TOKEN_CHANGE).code()).isEqualTo(1000);
        var amendment = (Tokens.Amendment) hub.hub.came.getLast();
        Original merged = hub.connector.merged(Bodies.original(Bodies.TOKEN), hub.hub.originals.getLast());
        var profile = amendment.read(merged);
        assertThat(profile.valid()).isFalse();
        assertThat(profile.issuerName()).isEqualTo("Movia");
        assertThat(Bodies.json(new String(merged.bytes(), StandardCharsets.UTF_8))
                        .path("x_colour")
                        .asString(""))
                .isEqualTo("red");
        Original nonsense =
                hub.connector.merged(Bodies.original(Bodies.TOKEN), Bodies.original("{\"valid\": \"maybe\"}"));
        assertThatThrownBy(() -> amendment.read(nonsense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("valid must be true or false");
    }

    @Test
    void reportsAndAmendsSessions() {
        assertThat(hub.call(cpo, "PUT", SESSION, Bodies.SESSION).status()).isEqualTo(201);
        var report = (Sessions.Report) hub.hub.came.getLast();
        assertThat(report.energyWh().value()).isEqualByComparingTo("1500");
        assertThat(report.issuer()).isEqualTo(Samples.EMSP);
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2026-03-01T08:10:00Z"));
        assertThat(hub.call(cpo, "PATCH", SESSION, "{\"kwh\": 2}").message()).isEqualTo("last_updated is missing");
        assertThat(hub.call(cpo, "PATCH", SESSION, "{\"kwh\": null, \"last_updated\": \"2026-03-01T08:20:00Z\"}")
                        .message())
                .isEqualTo("kwh must not be null");
        hub.hub.session =
                Optional.of(new Listing.Listed<>(Samples.session(SessionStatus.ACTIVE), Samples.CPO, "S-4711", null));
        assertThat(hub.call(cpo, "PATCH", SESSION, Bodies.SESSION_CHANGE).code())
                .isEqualTo(1000);
        var change = (Sessions.Change) hub.hub.came.getLast();
        assertThat(change.energyWh())
                .isNotNull()
                .satisfies(e -> assertThat(e.value()).isEqualByComparingTo("3000"));
        assertThat(change.cost())
                .as("in the session's own currency")
                .isNotNull()
                .satisfies(c -> assertThat(c.leading().currency()).isEqualTo("EUR"));
        assertThat(change.periods()).hasSize(1);
        assertThat(change.status()).isNull();
        hub.hub.receipt = o -> new Receipt.Refused(Refusal.UNKNOWN_SESSION, "");
        var got = hub.call(cpo, "PATCH", SESSION, Bodies.SESSION_CHANGE);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.code()).isEqualTo(2001);
    }

    @Test
    void mergesPeriodsByTheirStart() {
        Original merged = hub.connector.merged(Bodies.original(Bodies.SESSION), Bodies.original(Bodies.SESSION_CHANGE));
        var json = Bodies.json(new String(merged.bytes(), StandardCharsets.UTF_8));
        assertThat(json.path("charging_periods")).hasSize(2);
        assertThat(json.path("kwh").decimalValue()).isEqualByComparingTo("3");
        assertThat(json.path("x_bay").path("row").intValue())
                .as("unknown fields stay")
                .isEqualTo(7);
        String again =
                "{\"charging_periods\": [{\"start_date_time\": \"2026-03-01T08:00:00.000Z\", \"dimensions\": [{\"type\": \"ENERGY\", \"volume\": 9}]}]}";
        json = Bodies.json(
                new String(hub.connector.merged(merged, Bodies.original(again)).bytes(), StandardCharsets.UTF_8));
        assertThat(json.path("charging_periods")).hasSize(2);
        assertThat(json.path("charging_periods")
                        .get(0)
                        .path("dimensions")
                        .get(0)
                        .path("volume")
                        .intValue())
                .isEqualTo(9);
    }

    @Test
    void postsACdrOnceAndTellsWhereItIs() {
        hub.hub.receipt = o -> new Receipt.Taken(true, CDR_ID, null);
        var got = hub.call(cpo, "POST", CDRS, Bodies.CDR);
        assertThat(got.status()).isEqualTo(201);
        assertThat(got.header("Location")).isEqualTo("http://hub.example/ocpi/2.2.1/receiver/cdrs/" + CDR_ID);
        var record = (ChargeDetailRecord) hub.hub.came.getLast();
        assertThat(record.emsp()).isEqualTo(Samples.EMSP);
        assertThat(record.timeS().value()).isEqualByComparingTo("5400");
        assertThat(record.place().country()).isEqualTo("DE");
        hub.hub.receipt = o -> new Receipt.Taken(false, CDR_ID, answer(200, Bodies.ok("null")));
        got = hub.call(cpo, "POST", CDRS, Bodies.CDR);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Location")).endsWith(CDR_ID);
        hub.hub.receipt = o -> new Receipt.Refused(Refusal.CONFLICT, "");
        got = hub.call(cpo, "POST", CDRS, Bodies.CDR);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.code()).isEqualTo(2001);
        assertThat(got.header("Location")).isNull();
        hub.hub.receipt = o -> new Receipt.Refused(Refusal.NO_AGREEMENT, "");
        assertThat(hub.call(cpo, "POST", CDRS, Bodies.CDR).code()).isEqualTo(2001);
    }

    @Test
    void aCreditCdrNamesItsOriginal() {
        assertThat(hub.call(cpo, "POST", CDRS, Bodies.CREDIT).code()).isEqualTo(1000);
        assertThat(((ChargeDetailRecord) hub.hub.came.getLast()).creditOfFid()).isEqualTo("C-4711");
        var got = hub.call(cpo, "POST", CDRS, Bodies.CREDIT.replace("\"credit_reference_id\": \"C-4711\",", ""));
        assertThat(got.message()).startsWith("credit_reference_id is missing");
    }

    private void stored(@Nullable String receiverRef) {
        hub.hub.cdr = Optional.of(new Cdrs.Stored(
                new Listing.Listed<>(Samples.cdr(), Samples.CPO, "C-4711", Bodies.original(Bodies.CDR)), receiverRef));
    }

    @Test
    void readsACdrAtItsLocation() {
        assertThat(hub.call(cpo, "GET", CDRS + "/" + CDR_ID, null).status()).isEqualTo(404);
        assertThat(hub.call(cpo, "GET", CDRS + "/not-ours", null).status()).isEqualTo(404);
        stored(null);
        var got = hub.call(cpo, "GET", CDRS + "/" + CDR_ID, null);
        assertThat(got.data()).as("not yet delivered: the hub's own").isEqualTo(Bodies.json(Bodies.CDR));
        hub.hub.opens(Samples.EMSP, peer.url(), Role.EMSP);
        peer.always(ScriptedPeer.Answer.json(200, Bodies.ok("{\"id\": \"theirs\"}")));
        stored(peer.url() + "/anywhere/77");
        got = hub.call(cpo, "GET", CDRS + "/" + CDR_ID, null);
        assertThat(got.data().path("id").asString("")).isEqualTo("theirs");
        assertThat(got.header("OCPI-from-party-id")).isEqualTo("MOV");
        assertThat(peer.only().path()).isEqualTo("/anywhere/77");
        assertThat(peer.only().headers()).containsEntry("ocpi-to-party-id", "MOV");
    }

    @Test
    void neverCallsAnAddressThatIsNotThePartners() {
        try (var inside = new ScriptedPeer()) {
            hub.hub.opens(Samples.EMSP, peer.url(), Role.EMSP);
            stored(inside.url() + "/admin");
            assertThat(hub.call(cpo, "GET", CDRS + "/" + CDR_ID, null).code()).isEqualTo(4000);
            assertThat(inside.received()).isEmpty();
        }
    }

    @Test
    void listsWhatTheHubHolds() {
        hub.hub.sessionList = new Listing<>(
                List.of(
                        new Listing.Listed<>(
                                Samples.session(SessionStatus.ACTIVE),
                                Samples.CPO,
                                "S-4711",
                                Bodies.original(Bodies.SESSION)),
                        new Listing.Listed<>(Samples.session(SessionStatus.COMPLETED), Samples.CPO, "S-4711", null)),
                7);
        String path = "/2.2.1/sender/sessions";
        assertThat(hub.call(emsp, "GET", path, null).message()).isEqualTo("date_from is missing");
        var got = hub.call(
                emsp,
                "GET",
                path + "?date_from=2026-01-01T00:00:00Z&offset=1&limit=2",
                null,
                fromTo("NL*MOV", "DE*HUB"));
        assertThat(got.data()).hasSize(2);
        assertThat(got.data().get(0)).as("the original").isEqualTo(Bodies.json(Bodies.SESSION));
        assertThat(got.data().get(1).path("status").asString(""))
                .as("from the neutral record")
                .isEqualTo("COMPLETED");
        assertThat(got.header("X-Total-Count")).isEqualTo("7");
        assertThat(got.header("X-Limit")).isEqualTo("1000");
        assertThat(got.header("Link"))
                .isEqualTo(
                        "<http://hub.example/ocpi/2.2.1/sender/sessions?date_from=2026-01-01T00:00:00Z&offset=3&limit=2>; rel=\"next\"");
        assertThat(got.header("OCPI-from-party-id")).isEqualTo("HUB");
        assertThat(hub.hub.came.getLast())
                .isEqualTo(new Listing.Query(Instant.parse("2026-01-01T00:00:00Z"), null, 1, 2));
        got = hub.call(
                emsp,
                "GET",
                path + "?date_from=2026-01-01T00:00:00&offset=5&limit=99999999999999",
                null,
                fromTo(null, "DE*HUB"));
        assertThat(got.header("Link")).as("the last page").isNull();
        assertThat(((Listing.Query) hub.hub.came.getLast()).limit()).isEqualTo(1000);
        hub.call(emsp, "GET", "/2.2.1/sender/cdrs", null, fromTo(null, "DE*HUB"));
        assertThat(((Listing.Query) hub.hub.came.getLast()).limit()).isEqualTo(100);
        for (String wrong : List.of(
                "limit=0",
                "limit=-1",
                "limit=ten",
                "offset=-5",
                "offset=1.5",
                "date_from=yesterday",
                "date_to=2026-13-01T00:00:00Z")) {
            assertThat(hub.call(emsp, "GET", "/2.2.1/sender/cdrs?" + wrong, null, fromTo(null, "DE*HUB"))
                            .code())
                    .as(wrong)
                    .isEqualTo(2001);
        }
    }

    @Test
    void listsTokensFromTheDirectory() {
        hub.hub.tokenList = new Listing<>(List.of(new Listing.Listed<>(Samples.token(), Samples.EMSP, "x", null)), 1);
        var got = hub.call(cpo, "GET", "/2.2.1/sender/tokens", null, fromTo(null, "DE*HUB"));
        assertThat(got.data().get(0).path("contract_id").asString("")).isEqualTo("NLMOV00000042X");
        assertThat(hub.hub.caller().role()).isEqualTo(Role.CPO);
    }
}
