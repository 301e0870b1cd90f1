package org.roaminghub.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.roaminghub.app.admin.RunningHub.Answer;
import org.roaminghub.vocabulary.Ids;
import tools.jackson.databind.JsonNode;

/** Calls from outside: platforms, agreements, tokens with roles, and every way to get them wrong. */
@ResourceLock(RunningHub.ONLY)
class AdminCallsTest {

    private static RunningHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.get();
    }

    // --- platforms and agreements -----------------------------------------------------------------------------------

    @Test
    void makesAPlatformAndShowsItsTokenOnce() {
        Answer made = platform("Alpha", "CPO", "DE-AL1");
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        String id = made.body().path("platform_id").asString();
        String token = made.body().path("ocpi").path("registration_token").asString();
        assertThat(token).isNotEmpty();
        assertThat(made.body().path("ocpi").path("versions_url").asString())
                .isEqualTo("http://localhost:1/ocpi/versions");
        assertThat(made.body().path("status").asString()).isEqualTo("PLANNED");

        Answer shown = hub.get("/api/v1/platforms/" + id);
        assertThat(shown.body().path("parties").path(0).path("party").asString())
                .isEqualTo("DE*AL1");
        assertThat(shown.raw().body()).doesNotContain(token);

        Answer fresh = hub.post("/api/v1/platforms/" + id + "/registration-token", null);
        assertThat(fresh.body().path("registration_token").asString())
                .isNotEmpty()
                .isNotEqualTo(token);
    }

    @Test
    void refusesATakenPartyWith409() {
        assertThat(platform("Beta", "CPO", "DE*BE1").status()).isEqualTo(201);
        Answer again = platform("Beta two", "CPO", "DE*BE1");
        assertThat(again.status()).as(again.raw().body()).isEqualTo(409);
        assertThat(again.body().path("type").asString()).isEqualTo("http://localhost:1/problems/conflict");
    }

    @Test
    void suspendsAndResumesWithAndWithoutABody() {
        String id =
                platform("Gamma", "EMSP", "NL*GA1").body().path("platform_id").asString();
        assertThat(hub.post("/api/v1/platforms/" + id + "/suspend", null)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("SUSPENDED");
        assertThat(hub.post("/api/v1/platforms/" + id + "/resume", "{\"reason\":\"paid\"}")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("PLANNED");
        Answer party = hub.post("/api/v1/platforms/" + id + "/parties", "{\"role\":\"emsp\",\"party\":\"NLGA2\"}");
        assertThat(party.body().path("parties").size()).as(party.raw().body()).isEqualTo(2);
    }

    @Test
    void signsAndTerminatesAnAgreement() {
        platform("Delta C", "CPO", "DE*DC1");
        platform("Delta E", "EMSP", "NL*DE1");
        Answer signed = hub.post(
                "/api/v1/agreements",
                "{\"cpo\":\"DEDC1\",\"emsp\":\"NL-DE1\",\"services\":[\"authorize\",\"cdr\"],\"currency\":\"eur\","
                        + "\"terms\":{\"authorize_deadline_ms\":1500,\"issuer_silent\":\"allow_offline_tokens\"}}");
        assertThat(signed.status()).as(signed.raw().body()).isEqualTo(201);
        JsonNode agreement = signed.body();
        assertThat(agreement.path("status").asString()).isEqualTo("IN_FORCE");
        assertThat(agreement.path("services").toString()).isEqualTo("[\"authorize\",\"cdr\"]");
        assertThat(agreement.path("terms").path("authorize_deadline_ms").asInt())
                .isEqualTo(1500);
        assertThat(agreement.path("terms").path("issuer_silent").asString()).isEqualTo("ALLOW_OFFLINE_TOKENS");
        assertThat(agreement.path("terms").path("cdr_within_days").asInt()).isEqualTo(31);
        assertThat(agreement.path("terms").path("post_on").asString()).isEqualTo("ACCEPTED");
        assertThat(agreement.path("terms").path("rounding").asString()).isEqualTo("HALF_UP");
        assertThat(agreement.path("terms").path("tolerance").toString()).isEqualTo("{\"amount\":0.01,\"percent\":0.1}");
        assertThat(agreement.path("terms").path("settlement_mode").toString())
                .isEqualTo("{\"granularity\":\"GROSS\",\"interchange\":\"BILATERAL\",\"delay\":\"DEFERRED\"}");
        assertThat(agreement.path("terms").path("signed_data").asString()).isEqualTo("OPTIONAL");
        assertThat(agreement.has("valid_from")).as("nobody named a day").isFalse();
        String id = agreement.path("agreement_id").asString();
        assertThat(hub.get("/api/v1/agreements?party=DE*DC1").items().size()).isEqualTo(1);
        assertThat(hub.post("/api/v1/agreements/" + id + "/terminate", null)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("TERMINATED");
    }

    @Test
    void signsAnAgreementOnOtherTermsThanTheUsual() {
        JsonNode terms = hub.post("/api/v1/agreements", """
                        {"cpo":"DE*DC2","emsp":"NL*MC2","valid_from":"2026-01-01T00:00:00Z","terms":{"post_on":"approved",
                         "rounding":"CEILING","tolerance":{"amount":0.05},"settlement_mode":{"granularity":"NET"},
                         "signed_data":"REQUIRED"}}""").body().path("terms");
        assertThat(terms.path("post_on").asString()).isEqualTo("APPROVED");
        assertThat(terms.path("rounding").asString()).isEqualTo("CEILING");
        assertThat(terms.path("tolerance").toString()).isEqualTo("{\"amount\":0.05,\"percent\":0.1}");
        assertThat(terms.path("settlement_mode").path("granularity").asString()).isEqualTo("NET");
        assertThat(terms.path("settlement_mode").path("interchange").asString()).isEqualTo("BILATERAL");
        assertThat(terms.path("signed_data").asString()).isEqualTo("REQUIRED");
    }

    @Test
    void pagesThroughPlatforms() {
        platform("Page 1", "CPO", "DE*PG1");
        platform("Page 2", "CPO", "DE*PG2");
        List<String> one = hub.all("/api/v1/platforms", 1).stream()
                .map(p -> p.path("platform_id").asString())
                .toList();
        List<String> all = hub.all("/api/v1/platforms", 1000).stream()
                .map(p -> p.path("platform_id").asString())
                .toList();
        assertThat(one).isEqualTo(all).hasSizeGreaterThanOrEqualTo(2);
    }

    // --- wrong calls ------------------------------------------------------------------------------------------------

    @Test
    void namesWhatIsWrongWithACall() {
        refused(400, "limit: ", hub.get("/api/v1/cdrs?limit=0"));
        refused(400, "limit: ", hub.get("/api/v1/cdrs?limit=1001"));
        refused(400, "limit: ", hub.get("/api/v1/cdrs?limit=many"));
        refused(400, "after: ", hub.get("/api/v1/cdrs?after=garbage"));
        refused(400, "party: ", hub.get("/api/v1/cdrs?party=GERMANY"));
        refused(400, "from: ", hub.get("/api/v1/cdrs?from=yesterday"));
        refused(400, "status: ", hub.get("/api/v1/cdrs?status=LOST"));
        refused(400, "statuss: ", hub.get("/api/v1/cdrs?statuss=REFUSED"));
        refused(400, "limit: ", hub.get("/api/v1/cdrs?limit=1&limit=2"));
        refused(400, "id: ", hub.get("/api/v1/tokens/04AABBCC"));
        refused(400, "type: ", hub.get("/api/v1/history?type=DROP%20TABLE"));
        refused(400, "stream: ", hub.get("/api/v1/history?stream=x"));
        refused(400, "token: ", hub.get("/api/v1/history?token=%20"));
        refused(404, "There is no such CDR", hub.get("/api/v1/cdrs/nobody-has-it"));
        refused(404, "There is no such session", hub.get("/api/v1/sessions/' or 1=1--".replace(" ", "%20")));
        refused(
                404,
                "There is no such platform",
                hub.get("/api/v1/platforms/" + hub.bean(Ids.class).random()));
        refused(404, "There is no such projection", hub.post("/api/v1/projections/nothing/replay", null));
        refused(404, "There is no such call", hub.get("/api/v1/nothing"));
        refused(405, "takes no DELETE", hub.call("DELETE", "/api/v1/cdrs", null, RunningHub.TOKEN));
        assertThat(hub.get("/api/v1/cdrs?from=2026-01-01T00:00:00%2B02:00").status())
                .isEqualTo(200);
    }

    @Test
    void namesWhatIsWrongWithABody() {
        refused(400, "no JSON object", hub.post("/api/v1/platforms", "{"));
        refused(400, "name: ", hub.post("/api/v1/platforms", "{}"));
        refused(400, "protocol: ", hub.post("/api/v1/platforms", "{\"name\":\"x\",\"protocol\":\"HTTP\"}"));
        refused(501, "no connector", hub.post("/api/v1/platforms", "{\"name\":\"x\",\"protocol\":\"OICP\"}"));
        refused(400, "parties: ", hub.post("/api/v1/platforms", "{\"name\":\"x\",\"protocol\":\"OCPI\"}"));
        refused(400, "parties", hub.post("/api/v1/platforms", "{\"name\":\"x\",\"protocol\":\"OCPI\",\"parties\":7}"));
        refused(
                400,
                "parties[0].party: ",
                hub.post(
                        "/api/v1/platforms",
                        "{\"name\":\"x\",\"protocol\":\"OCPI\",\"parties\":[{\"role\":\"CPO\",\"party\":\"D\"}]}"));
        refused(
                400,
                "parties[0].role: ",
                hub.post(
                        "/api/v1/platforms",
                        "{\"name\":\"x\",\"protocol\":\"OCPI\",\"parties\":[{\"role\":\"KING\",\"party\":\"DEABC\"}]}"));
        refused(
                400,
                "name: ",
                hub.post("/api/v1/platforms", "{\"name\":\"" + "x".repeat(2000) + "\",\"protocol\":\"OCPI\"}"));
        refused(400, "emsp: ", hub.post("/api/v1/agreements", "{\"cpo\":\"DE*DC1\"}"));
        refused(
                400,
                "valid_to: ",
                hub.post(
                        "/api/v1/agreements",
                        "{\"cpo\":\"DE*A11\",\"emsp\":\"NL*A11\",\"valid_from\":\"2026-02-01T00:00:00Z\",\"valid_to\":\"2026-01-01T00:00:00Z\"}"));
        refused(
                400,
                "services: ",
                hub.post("/api/v1/agreements", "{\"cpo\":\"DE*A11\",\"emsp\":\"NL*A11\",\"services\":[\"dance\"]}"));
        refused(
                400,
                "terms.cdr_within_days: ",
                hub.post(
                        "/api/v1/agreements",
                        "{\"cpo\":\"DE*A11\",\"emsp\":\"NL*A11\",\"terms\":{\"cdr_within_days\":0}}"));
        refused(
                400,
                "terms.tolerance: ",
                hub.post(
                        "/api/v1/agreements",
                        "{\"cpo\":\"DE*A11\",\"emsp\":\"NL*A11\",\"terms\":{\"tolerance\":{\"percent\":101}}}"));
        refused(
                400,
                "terms.rounding: ",
                hub.post(
                        "/api/v1/agreements",
                        "{\"cpo\":\"DE*A11\",\"emsp\":\"NL*A11\",\"terms\":{\"rounding\":\"SIDEWAYS\"}}"));
        refused(
                400,
                "reason: ",
                hub.post("/api/v1/deliveries/" + hub.bean(Ids.class).random() + "/retry", "{}"));
        refused(
                404,
                "",
                hub.post("/api/v1/deliveries/" + hub.bean(Ids.class).random() + "/retry", "{\"reason\":\"x\"}"));
        refused(413, "at most", hub.post("/api/v1/platforms", "\"" + "x".repeat(2_000_000) + "\""));
        refused(400, "", hub.post("/api/v1/platforms", "[".repeat(100_000)));
    }

    private static void refused(int status, String detail, Answer answer) {
        assertThat(answer.status()).as(detail + " " + answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).isEqualTo("application/problem+json");
        assertThat(answer.detail()).contains(detail);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("type").asString()).startsWith("http://localhost:1/problems/");
        assertThat(answer.raw().body()).doesNotContain("Exception", "org.roaminghub", "select ");
    }

    // --- who may ----------------------------------------------------------------------------------------------------

    @Test
    void letsNobodyInWithoutAToken() {
        for (String path : List.of("/api/v1/cdrs", "/api/v1/platforms", "/api/v1/nothing", "/api/v1/status")) {
            Answer answer = hub.call("GET", path, null, null);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
            assertThat(answer.body().path("type").asString()).endsWith("/problems/not-permitted");
        }
        assertThat(hub.get("/api/v1/cdrs", "wrong").status()).isEqualTo(401);
        assertThat(hub.get("/api/v1/cdrs", RunningHub.TOKEN + "x").status()).isEqualTo(401);
    }

    @Test
    void givesEachRoleWhatIsItsOwn() {
        String finance = token("fin", "finance", "");
        String regulator = token("reg", "regulator", ",\"scope\":[\"FR\"]");
        String partner = token("par", "partner", ",\"scope\":[\"DE*RO1\"]");
        String operator = token("ope", "operator", "");

        for (String reader : List.of(finance, regulator, partner, operator)) {
            for (String list : List.of(
                    "cdrs",
                    "sessions",
                    "tokens",
                    "locations",
                    "tariffs",
                    "authorizations",
                    "deliveries",
                    "platforms",
                    "agreements")) {
                assertThat(hub.get("/api/v1/" + list, reader).status()).as(list).isEqualTo(200);
            }
        }
        for (String reader : List.of(finance, regulator, partner)) {
            assertThat(hub.call("POST", "/api/v1/platforms", "{}", reader).status())
                    .isEqualTo(403);
            assertThat(hub.call("POST", "/api/v1/projections/cdrs/replay", null, reader)
                            .status())
                    .isEqualTo(403);
            assertThat(hub.get("/api/v1/access", reader).status()).isEqualTo(403);
        }
        assertThat(hub.get("/api/v1/history", finance).status()).isEqualTo(403);
        assertThat(hub.get("/api/v1/history", regulator).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/history", partner).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/status", partner).status()).isEqualTo(403);
        assertThat(hub.get("/api/v1/status", finance).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/access", operator).status()).isEqualTo(200);
    }

    @Test
    void showsRegulatorsAndPartnersOnlyTheirScope() {
        Stories mine = new Stories(hub.bean(Ids.class), "DE*SC1", "NL*SC1", "SCOPE00001", "NLSC10000000013");
        Stories others = new Stories(hub.bean(Ids.class), "FR*SC2", "BE*SC2", "SCOPE00002", "BESC20000000021");
        hub.record(mine::facts);
        hub.record(others::facts);
        platform("Scope", "CPO", "FR*SC2");
        RunningHub.until(() -> hub.get("/api/v1/cdrs/" + others.cdr), answer -> answer.status() == 200);
        RunningHub.until(() -> hub.get("/api/v1/history?party=FR*SC2").items().size(), size -> size >= 9);

        String partner = token("scope-par", "partner", ",\"scope\":[\"DE*SC1\"]");
        String regulator = token("scope-reg", "regulator", ",\"scope\":[\"FR\"]");

        assertThat(hub.get("/api/v1/cdrs/" + mine.cdr, partner).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/cdrs/" + others.cdr, partner).status()).isEqualTo(404);
        assertThat(hub.get("/api/v1/sessions?party=FR*SC2", partner).items().size())
                .isZero();
        assertThat(hub.get("/api/v1/cdrs/" + others.cdr, regulator).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/cdrs/" + mine.cdr, regulator).status()).isEqualTo(404);

        assertThat(hub.get("/api/v1/history?session=" + others.session, partner)
                        .items()
                        .size())
                .isZero();
        assertThat(hub.get("/api/v1/history?stream=session/" + others.session, partner)
                        .items()
                        .size())
                .isZero();
        assertThat(hub.get("/api/v1/history?contract=" + others.contract, partner)
                        .items()
                        .size())
                .isZero();
        JsonNode seen =
                hub.get("/api/v1/history?session=" + others.session, regulator).items();
        assertThat(seen.size()).isEqualTo(8);
        assertThat(seen.toString()).contains(others.uid);
        JsonNode own =
                hub.get("/api/v1/history?session=" + mine.session, partner).items();
        assertThat(own.size()).isEqualTo(8);
        assertThat(own.toString()).contains("withheld").doesNotContain(mine.uid);
        String everything = hub.get("/api/v1/history?limit=1000", partner).raw().body();
        assertThat(everything).contains("DE*SC1").doesNotContain("FR*SC2", "access.granted");
    }

    @Test
    void aRevokedTokenIsDeadAtOnce() {
        Answer given = hub.post("/api/v1/access", "{\"user\":\"short-lived\",\"role\":\"operator\"}");
        String token = given.body().path("token").asString();
        String id = given.body().path("access_id").asString();
        assertThat(hub.get("/api/v1/cdrs", token).status()).isEqualTo(200);
        assertThat(hub.get("/api/v1/access").raw().body())
                .contains("short-lived")
                .doesNotContain(token);
        assertThat(hub.call("DELETE", "/api/v1/access/" + id, null, RunningHub.TOKEN)
                        .status())
                .isEqualTo(204);
        assertThat(hub.get("/api/v1/cdrs", token).status()).isEqualTo(401);
        assertThat(hub.call("DELETE", "/api/v1/access/" + id, null, RunningHub.TOKEN)
                        .status())
                .isEqualTo(204);
        List<JsonNode> facts =
                RunningHub.until(() -> hub.all("/api/v1/history?stream=access/" + id, 10), all -> all.size() >= 2);
        assertThat(facts.stream().map(e -> e.path("type").asString()).toList())
                .containsExactly("access.granted", "access.revoked");
        assertThat(facts.toString()).doesNotContain("short-lived").doesNotContain(token);
        assertThat(hub.jdbc()
                        .queryForObject(
                                "select count(*) from hub.access where position(convert_to(?, 'UTF8') in token_hash) > 0",
                                Long.class,
                                token))
                .isZero();
    }

    @Test
    void refusesAccessThatMakesNoSense() {
        refused(400, "role: ", hub.post("/api/v1/access", "{\"user\":\"x\",\"role\":\"king\"}"));
        refused(400, "scope: ", hub.post("/api/v1/access", "{\"user\":\"x\",\"role\":\"partner\"}"));
        refused(400, "scope: ", hub.post("/api/v1/access", "{\"user\":\"x\",\"role\":\"partner\",\"scope\":[\"DE\"]}"));
        refused(
                400,
                "scope: ",
                hub.post("/api/v1/access", "{\"user\":\"x\",\"role\":\"operator\",\"scope\":[\"DE\"]}"));
        refused(
                400,
                "scope: ",
                hub.post("/api/v1/access", "{\"user\":\"x\",\"role\":\"regulator\",\"scope\":[\"GERMANY\"]}"));
        refused(
                404,
                "",
                hub.call("DELETE", "/api/v1/access/" + hub.bean(Ids.class).random(), null, RunningHub.TOKEN));
    }

    // --- the rest ---------------------------------------------------------------------------------------------------

    @Test
    void describesItself() {
        Answer description = hub.call("GET", "/api/v1/openapi.json", null, null);
        assertThat(description.status()).isEqualTo(200);
        JsonNode paths = description.body().path("paths");
        assertThat(paths.propertyNames())
                .contains("/api/v1/cdrs", "/api/v1/history", "/api/v1/platforms/{id}/register");
        assertThat(paths.propertyNames()).allMatch(path -> path.startsWith("/api/v1/"));
        assertThat(paths.path("/api/v1/cdrs").path("get").path("summary").asString())
                .isNotEmpty();
        assertThat(paths.path("/api/v1/cdrs").path("get").path("parameters").toString())
                .contains("\"evse\"")
                .doesNotContain("\"user\"");
        assertThat(description
                        .body()
                        .path("components")
                        .path("securitySchemes")
                        .path("bearer")
                        .path("scheme")
                        .asString())
                .isEqualTo("bearer");
        assertThat(description
                        .body()
                        .path("components")
                        .path("schemas")
                        .path("CdrItem")
                        .path("properties")
                        .propertyNames())
                .contains("total_energy", "cdr_token", "hub_session_id");
        Answer page = hub.call("GET", "/api/v1/docs", null, null);
        assertThat(page.status()).isIn(200, 302);
    }

    @Test
    void tellsHowTheHubIs() {
        JsonNode status = hub.get("/api/v1/status").body();
        assertThat(status.path("health").asString()).isEqualTo("UP");
        assertThat(status.path("projections").size()).isEqualTo(9);
        assertThat(status.path("deliveries").path("parked").asLong()).isZero();
    }

    @Test
    void explainsProblemsAtTheirAddress() {
        Answer page = hub.call("GET", "/problems/conflict", null, null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().body()).contains("same id");
    }

    @Test
    void staysOutOfThePartnersWay() {
        // an address that the admin API's firewall would refuse is none of its business elsewhere
        Answer partner = hub.call("GET", "/ocpi/versions;x=1", null, null);
        assertThat(partner.raw().headers().firstValue("WWW-Authenticate").orElse(""))
                .doesNotContain("realm=\"hub\"");
        assertThat(hub.call("GET", "/ocpi/versions", null, null).raw().body()).doesNotContain("/problems/");
    }

    private static Answer platform(String name, String role, String party) {
        return hub.post(
                "/api/v1/platforms",
                "{\"name\":\"%s\",\"protocol\":\"ocpi\",\"parties\":[{\"role\":\"%s\",\"party\":\"%s\"}]}"
                        .formatted(name, role, party));
    }

    private static String token(String user, String role, String scope) {
        Answer given = hub.post("/api/v1/access", "{\"user\":\"%s\",\"role\":\"%s\"%s}".formatted(user, role, scope));
        assertThat(given.status()).as(given.raw().body()).isEqualTo(201);
        return given.body().path("token").asString();
    }
}
