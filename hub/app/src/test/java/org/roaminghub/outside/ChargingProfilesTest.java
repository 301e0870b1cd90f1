package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles: asked for, their results, and active profiles that CPOs tell of (HUB-23 to 27, 42, 51, 53, 73). */
class ChargingProfilesTest extends OutsideTest {

    private static final String MODULE = "chargingprofiles";

    /** A session of the pair that the hub knows; its id. */
    private static String open(Pair pair) {
        ObjectNode session = session(pair);
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        return session.path("id").asString();
    }

    private static Ask set(Partner steering, String session) {
        return steering.setProfile(session, Messages.setProfile(steering.callback()));
    }

    private static Ask asked(String method, Partner steering, String session, String callback) {
        return switch (method) {
            case "PUT" -> steering.setProfile(session, Messages.setProfile(callback));
            case "GET" -> steering.askProfile(session, callback);
            default -> steering.clearProfile(session, callback);
        };
    }

    private static String word(Answer answer) {
        return answer.data().path("result").asString();
    }

    /** Sets a profile with success. */
    private static void steer(Partner steering, Partner cpo, String session) {
        int before = cpo.got("PUT", MODULE).size();
        assertThat(word(set(steering, session).to(cpo.party()).send().ok())).isEqualTo("ACCEPTED");
        cpo.result(cpo.got(before + 1, "PUT", MODULE).getLast(), "ACCEPTED")
                .send()
                .ok();
    }

    @Test
    @DisplayName("HUB-23, HUB-24, HUB-25, HUB-51 a profile reaches the CPO with the hub's response_url, its word the eMSP")
    void setReachesTheCpo() {
        Pair pair = pair();
        String session = open(pair);
        String callback = pair.emsp().callback();
        ObjectNode body = Messages.setProfile(callback);
        Ask ask = pair.emsp().setProfile(session, body).to(pair.cpo().party());
        Answer answer = ask.send().ok();
        assertThat(word(answer)).isEqualTo("ACCEPTED");
        assertThat(answer.data().path("timeout").asInt()).isEqualTo(30);
        assertThat(answer.message()).isEqualTo("said by the partner");
        assertThat(answer.header("X-Request-ID")).isEqualTo(ask.header("X-Request-ID"));
        answered(answer, pair.cpo().party(), pair.emsp().party());

        Received seen = pair.cpo().only("PUT", MODULE);
        assertThat(seen.path()).endsWith("/receiver/chargingprofiles/" + session);
        routed(seen, pair.emsp().party(), pair.cpo().party());
        assertThat(seen.headers().get("x-correlation-id")).isEqualTo(ask.header("X-Correlation-ID"));
        assertThat(seen.headers().get("x-request-id")).isNotEqualTo(ask.header("X-Request-ID"));
        ObjectNode sent = (ObjectNode) Http.read(seen.text());
        assertThat(sent.path("response_url").asString())
                .startsWith(hub.url() + "/ocpi/2.2.1/sender/chargingprofiles/");
        assertThat(sent.put("response_url", callback)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    @DisplayName("HUB-51 the response_url in a query is replaced, and nothing else of the request")
    void queryIsReplaced(String method) {
        Pair pair = pair();
        String session = open(pair);
        String callback = pair.emsp().callback();
        Answer answer = asked(method, pair.emsp(), session, callback)
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(word(answer)).isEqualTo("ACCEPTED");
        Received seen = pair.cpo().only(method, MODULE);
        assertThat(seen.path()).endsWith("/" + session);
        assertThat(seen.query()).doesNotContain("callback");
        assertThat(Partner.responseUrl(seen)).startsWith(hub.url() + "/ocpi/2.2.1/sender/chargingprofiles/");
        assertThat(String.valueOf(seen.query()).contains("duration=900")).isEqualTo(method.equals("GET"));
        assertThat(seen.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE"})
    @DisplayName("HUB-51 the CPO's result is relayed once to the original URL with the eMSP's token")
    void resultIsRelayed(String method) {
        Pair pair = pair();
        String session = open(pair);
        String callback = pair.emsp().callback();
        asked(method, pair.emsp(), session, callback).to(pair.cpo().party()).send().ok();
        Received request = pair.cpo().only(method, MODULE);
        String result = method.equals("GET")
                ? "{\"result\": \"ACCEPTED\", \"profile\": " + Messages.activeProfile() + "}"
                : "{\"result\": \"REJECTED\"}";
        for (int i = 0; i < 2; i++) {
            pair.cpo().result(request, "").body(result).send().ok();
        }
        Received told = pair.emsp().told(1).getFirst();
        assertThat(pair.emsp().peer.url() + told.path()).isEqualTo(callback);
        assertThat(told.headers().get("authorization")).isEqualTo(Http.token(pair.emsp().ours));
        routed(told, pair.cpo().party(), pair.emsp().party());
        assertThat(told.text()).isEqualTo(result);
        JsonNode recorded = hub.onlyOf("/remote-commands?status=COMPLETED&party="
                + pair.emsp().party().star());
        assertThat(recorded.path("kind").asString())
                .isEqualTo(method.equals("PUT") ? "SET_PROFILE" : method.equals("GET") ? "GET_PROFILE" : "CLEAR_PROFILE");
        assertThat(recorded.path("outcome").asString()).isEqualTo(method.equals("GET") ? "DONE" : "REJECTED");
        assertThat(recorded.path("hub_session_id").asString()).isNotEmpty();
        pair.cpo().result(request, "UNKNOWN").send().refused(200, 2001);
        assertThat(pair.emsp().told(1)).hasSize(1);
    }

    @Test
    @DisplayName("HUB-51 a result of nobody, of another CPO, in a word that OCPI doesn't know, or at a command's address is refused")
    void strangeResults() {
        Pair pair = pair();
        String session = open(pair);
        set(pair.emsp(), session).to(pair.cpo().party()).send().ok();
        Received request = pair.cpo().only("PUT", MODULE);
        String url = Partner.responseUrl(request);
        new Ask(pair.cpo(), "POST", url.substring(0, url.length() - 36) + UUID.randomUUID())
                .from(pair.cpo().party())
                .body("{\"result\": \"ACCEPTED\"}")
                .send()
                .refused(404, 2001);
        new Ask(pair.cpo(), "POST", url.replace("/chargingprofiles/", "/commands/"))
                .from(pair.cpo().party())
                .body("{\"result\": \"ACCEPTED\"}")
                .send()
                .refused(404, 2001);
        connected("CPO").result(request, "ACCEPTED").send().refused(404, 2001);
        pair.cpo().result(request, "EVSE_OCCUPIED").send().refused(200, 2001);
        pair.cpo().result(request, "").body("{\"result\": 1}").send().refused(200, 2001);
        pair.cpo().result(request, "ACCEPTED").send().ok();
        assertThat(pair.emsp().told(1)).hasSize(1);
    }

    @Test
    @DisplayName("HUB-53 a result after its time is relayed all the same, and recorded as late")
    void lateResult() {
        Pair pair = pair();
        String session = open(pair);
        pair.cpo()
                .answers(
                        "PUT",
                        MODULE,
                        r -> Partner.reply(r, 200, 1000, "{\"result\": \"ACCEPTED\", \"timeout\": 1}"));
        set(pair.emsp(), session).to(pair.cpo().party()).send().ok();
        String list = "/remote-commands?status=COMPLETED&party="
                + pair.emsp().party().star();
        assertThat(hub.onlyOf(list).path("outcome").asString()).isEqualTo("TIMED_OUT");
        Received request = pair.cpo().only("PUT", MODULE);
        pair.cpo().result(request, "ACCEPTED").send().ok();
        pair.cpo().result(request, "ACCEPTED").send().ok();
        assertThat(pair.emsp().told(1).getFirst().text()).isEqualTo("{\"result\": \"ACCEPTED\"}");
        assertThat(hub.eventsOf(pair.cpo().party())).containsOnlyOnce("remote.completed", "remote.answered_late");
        assertThat(hub.onlyOf(list).path("late_outcome").asString()).isEqualTo("DONE");
        assertThat(pair.emsp().told(1)).hasSize(1);
        pair.cpo().putActiveProfile(session).send().ok();
    }

    @Test
    @DisplayName("HUB-42 without a TO the CPO that owns the session is asked, and nobody else")
    void openRouting() {
        Pair pair = pair();
        Partner other = connected("CPO");
        hub.agree(other.party(), pair.emsp().party(), null);
        String session = open(pair);
        for (String method : List.of("PUT", "GET", "DELETE")) {
            Answer answer = asked(method, pair.emsp(), session, pair.emsp().callback())
                    .send()
                    .ok();
            assertThat(word(answer)).isEqualTo("ACCEPTED");
            answered(answer, pair.cpo().party(), pair.emsp().party());
            routed(
                    pair.cpo().only(method, MODULE),
                    pair.emsp().party(),
                    pair.cpo().party());
            assertThat(other.got(method, MODULE)).isEmpty();
        }
    }

    @Test
    @DisplayName("An unknown session and another eMSP's are UNKNOWN_SESSION; nobody is asked")
    void foreignSessions() {
        Pair pair = pair();
        String session = open(pair);
        Pair thief = pair(pair.cpo(), connected("EMSP"));
        for (String method : List.of("PUT", "GET", "DELETE")) {
            String callback = thief.emsp().callback();
            assertThat(word(asked(method, thief.emsp(), session, callback).send().ok()))
                    .isEqualTo("UNKNOWN_SESSION");
            assertThat(word(asked(method, thief.emsp(), session, callback)
                            .to(pair.cpo().party())
                            .send()
                            .ok()))
                    .isEqualTo("UNKNOWN_SESSION");
            assertThat(word(asked(method, thief.emsp(), "NOBODYS", callback).send().ok()))
                    .isEqualTo("UNKNOWN_SESSION");
            assertThat(pair.cpo().got(method, MODULE)).isEmpty();
        }
        thief.emsp().setProfile("S".repeat(37), Messages.setProfile("x")).send().refused(200, 2001);
    }

    @Test
    @DisplayName("HUB-27 no agreement or none on profiles 4001, a CPO that is away 4003, one without the module 4000")
    void unreachable() {
        Pair pair = pair();
        String session = open(pair);
        set(pair.emsp(), session).to(connected("CPO").party()).send().refused(200, 4001);
        set(pair.emsp(), session).to(new Party("CPO", "DE", "ZZZ")).send().refused(200, 4001);
        Partner planned = planned("CPO");
        hub.agree(planned.party(), pair.emsp().party(), null);
        set(pair.emsp(), session).to(planned.party()).send().refused(200, 4003);
        Partner narrow = connected("CPO");
        hub.done(
                "POST",
                "/agreements",
                Messages.json("{\"services\": [\"sessions\", \"cdr\"]}")
                        .put("cpo", narrow.party().star())
                        .put("emsp", pair.emsp().party().star())
                        .toString());
        set(pair.emsp(), session).to(narrow.party()).send().refused(200, 4001);
        assertThat(narrow.got("PUT", MODULE)).isEmpty();
        Partner simple = planned("CPO");
        simple.peer.when(
                r -> r.path().equals("/2.2.1"),
                r -> Partner.reply(r, 200, 1000, simple.details(List.of("sessions", "tokens", "cdrs", "locations"))));
        simple.register().ok();
        hub.agree(simple.party(), pair.emsp().party(), null);
        set(pair.emsp(), session).to(simple.party()).send().refused(200, 4000);
    }

    @Test
    @DisplayName("HUB-26 the CPO's own word and status are passed on")
    void ownWords() {
        Pair pair = pair();
        String session = open(pair);
        for (String said : List.of("REJECTED", "NOT_SUPPORTED", "TOO_OFTEN", "UNKNOWN_SESSION")) {
            pair.cpo()
                    .answers(
                            "PUT",
                            MODULE,
                            r -> Partner.reply(
                                    r, 200, 1000, "{\"result\": \"" + said + "\", \"timeout\": 0}"));
            assertThat(word(set(pair.emsp(), session).to(pair.cpo().party()).send().ok()))
                    .isEqualTo(said);
        }
        pair.cpo()
                .result(pair.cpo().got("PUT", MODULE).getFirst(), "ACCEPTED")
                .send()
                .refused(200, 2001);
        pair.cpo().answers("PUT", MODULE, r -> says(r, 200, 3000));
        set(pair.emsp(), session).to(pair.cpo().party()).send().refused(200, 3000);
        pair.cpo().answers("PUT", MODULE, r -> Partner.reply(r, 200, 1000, "[1]"));
        set(pair.emsp(), session).to(pair.cpo().party()).send().refused(200, 4000);
    }

    @Test
    @DisplayName("The same request twice is carried out once and answered alike")
    void repeatedRequest() {
        Pair pair = pair();
        String session = open(pair);
        ObjectNode body = Messages.setProfile(pair.emsp().callback());
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Answer answer = pair.emsp()
                    .setProfile(session, body)
                    .to(pair.cpo().party())
                    .with("X-Request-ID", id)
                    .send()
                    .ok();
            assertThat(word(answer)).isEqualTo("ACCEPTED");
        }
        pair.cpo().only("PUT", MODULE);
    }

    // --- active profiles ----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("HUB-73 an active profile before a SetChargingProfile is refused with the reason")
    void activeBeforeSet() {
        Pair pair = pair();
        String session = open(pair);
        for (Ask ask : new Ask[] {
            pair.cpo().putActiveProfile(session),
            pair.cpo().putActiveProfile(session).to(pair.emsp().party())
        }) {
            assertThat(ask.send().refused(200, 2001).message()).contains("charging profile");
        }
        assertThat(pair.emsp().got("PUT", MODULE)).isEmpty();
    }

    @Test
    @DisplayName("HUB-73 a SetChargingProfile that is on its way, rejected, or only a question entitles to nothing")
    void activeWithoutSuccess() {
        Pair pair = pair();
        String session = open(pair);
        set(pair.emsp(), session).to(pair.cpo().party()).send().ok();
        pair.cpo().putActiveProfile(session).send().refused(200, 2001);
        pair.cpo()
                .result(pair.cpo().only("PUT", MODULE), "REJECTED")
                .send()
                .ok();
        pair.cpo().putActiveProfile(session).send().refused(200, 2001);
        for (String method : List.of("GET", "DELETE")) {
            asked(method, pair.emsp(), session, pair.emsp().callback())
                    .to(pair.cpo().party())
                    .send()
                    .ok();
            pair.cpo().result(pair.cpo().only(method, MODULE), "ACCEPTED").send().ok();
            pair.cpo()
                    .putActiveProfile(session)
                    .to(pair.emsp().party())
                    .send()
                    .refused(200, 2001);
        }
        assertThat(pair.emsp().got("PUT", MODULE)).isEmpty();
    }

    @Test
    @DisplayName("HUB-73 after a successful SetChargingProfile the active profile is relayed to that Sender alone")
    void activeAfterSet() {
        Pair pair = pair();
        Pair other = pair(pair.cpo(), connected("EMSP"));
        String session = open(pair);
        steer(pair.emsp(), pair.cpo(), session);
        Ask ask = pair.cpo().putActiveProfile(session).to(pair.emsp().party());
        Answer answer = ask.send().ok();
        assertThat(answer.message()).isEqualTo("said by the partner");
        answered(answer, pair.emsp().party(), pair.cpo().party());
        Received seen = pair.emsp().only("PUT", MODULE);
        assertThat(seen.path()).isEqualTo("/sender/chargingprofiles/" + session);
        routed(seen, pair.cpo().party(), pair.emsp().party());
        assertThat(seen.headers().get("x-correlation-id")).isEqualTo(ask.header("X-Correlation-ID"));
        assertThat(Http.read(seen.text()).path("x_seen").asBoolean()).isTrue();

        pair.cpo().putActiveProfile(session).send().ok();
        assertThat(pair.emsp().got(2, "PUT", MODULE)).hasSize(2);
        pair.cpo()
                .putActiveProfile(session)
                .to(other.emsp().party())
                .send()
                .refused(200, 2001);
        pair.cpo().putActiveProfile("ANOTHER").send().refused(200, 2001);
        Pair stranger = pair(connected("CPO"), pair.emsp());
        stranger.cpo().putActiveProfile(session).send().refused(200, 2001);
        pair.cpo()
                .putActiveProfile(session)
                .to(new Party("EMSP", "NL", "ZZZ"))
                .send()
                .refused(200, 4001);
        assertThat(other.emsp().got("PUT", MODULE)).isEmpty();
        assertThat(pair.emsp().got("PUT", MODULE)).hasSize(2);
    }

    @Test
    @DisplayName("HUB-61 an active profile that its Sender can't take is told so and not sent again")
    void activeFails() {
        Pair pair = pair();
        String session = open(pair);
        steer(pair.emsp(), pair.cpo(), session);
        pair.emsp().answers("PUT", MODULE, r -> says(r, 200, 3000));
        pair.cpo().putActiveProfile(session).send().refused(200, 3000);
        pair.emsp().down();
        assertThat(pair.cpo().putActiveProfile(session).send().code()).isIn(4000, 4003);
        pair.emsp().back();
        assertThat(hub.list("/deliveries?status=QUEUED&party=" + pair.emsp().party().star()))
                .isEmpty();
    }

    @Test
    @DisplayName("HUB-73 an SCSP steers a session of any eMSP at its CPO, and hears of it; of two that steer TO says who")
    void scspSteers() {
        Pair pair = pair();
        String session = open(pair);
        Partner scsp = connected("SCSP");
        assertThat(word(set(scsp, session).send().ok())).isEqualTo("UNKNOWN_SESSION");
        set(scsp, session).to(pair.cpo().party()).send().refused(200, 4001);
        hub.agree(pair.cpo().party(), scsp.party(), null);
        Answer answer = set(scsp, session).send().ok();
        assertThat(word(answer)).isEqualTo("ACCEPTED");
        Received request = pair.cpo().only("PUT", MODULE);
        routed(request, scsp.party(), pair.cpo().party());
        pair.cpo().result(request, "ACCEPTED").send().ok();
        assertThat(scsp.told(1)).hasSize(1);
        pair.cpo().putActiveProfile(session).send().ok();
        routed(scsp.only("PUT", MODULE), pair.cpo().party(), scsp.party());

        steer(pair.emsp(), pair.cpo(), session);
        pair.cpo().putActiveProfile(session).send().refused(200, 4001);
        pair.cpo().putActiveProfile(session).to(pair.emsp().party()).send().ok();
        assertThat(pair.emsp().only("PUT", MODULE).path()).endsWith(session);
        assertThat(scsp.got("PUT", MODULE)).hasSize(1);
    }

    // --- bad input ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"charging_rate_unit\": \"HP\"}",
                "{\"charging_rate_unit\": 1}",
                "{\"charging_rate_unit\": \"A\", \"duration\": -1}",
                "{\"charging_rate_unit\": \"A\", \"duration\": 1.5}",
                "{\"charging_rate_unit\": \"A\", \"duration\": \"60\"}",
                "{\"charging_rate_unit\": \"A\", \"duration\": 99999999999}",
                "{\"charging_rate_unit\": \"A\", \"min_charging_rate\": -0.1}",
                "{\"charging_rate_unit\": \"A\", \"start_date_time\": \"tomorrow\"}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": {}}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [1]}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [{\"start_period\": 0}]}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [{\"start_period\": 0, \"limit\": -1}]}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [{\"start_period\": -1, \"limit\": 1}]}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [{\"start_period\": 0, \"limit\": \"16\"}]}",
                "{\"charging_rate_unit\": \"A\", \"charging_profile_period\": [{\"start_period\": 9, \"limit\": 1}, {\"start_period\": 9, \"limit\": 2}]}",
                "[]",
                "null"
            })
    @DisplayName("A profile that is none is refused with 2001 and reaches nobody, set or active")
    void brokenProfiles(String profile) {
        Pair pair = pair();
        String session = open(pair);
        ObjectNode body = Messages.setProfile(pair.emsp().callback());
        body.set("charging_profile", Http.read(profile));
        pair.emsp().setProfile(session, body).to(pair.cpo().party()).send().refused(200, 2001);
        assertThat(pair.cpo().got("PUT", MODULE)).isEmpty();
        ObjectNode active = Messages.activeProfile();
        active.set("charging_profile", Http.read(profile));
        pair.cpo().putActiveProfile(session).body(active).send().refused(200, 2001);
    }

    @Test
    @DisplayName("10,000 periods are a profile, one more is over the limit")
    void manyPeriods() {
        Pair pair = pair();
        String session = open(pair);
        assertThat(word(pair.emsp()
                        .setProfile(session, periods(pair, 10_000))
                        .to(pair.cpo().party())
                        .send()
                        .ok()))
                .isEqualTo("ACCEPTED");
        assertThat(Http.read(pair.cpo().only("PUT", MODULE).text())
                        .path("charging_profile")
                        .path("charging_profile_period"))
                .hasSize(10_000);
        pair.emsp()
                .setProfile(session, periods(pair, 10_001))
                .to(pair.cpo().party())
                .send()
                .refused(413, 2001);
        pair.cpo().only("PUT", MODULE);
    }

    private static ObjectNode periods(Pair pair, int count) {
        ObjectNode body = Messages.setProfile(pair.emsp().callback());
        body.set(
                "charging_profile",
                Http.read("{\"charging_rate_unit\": \"W\", \"charging_profile_period\": ["
                        + IntStream.range(0, count)
                                .mapToObj(i -> "{\"start_period\": " + i * 60 + ", \"limit\": 4100.5}")
                                .collect(Collectors.joining(","))
                        + "]}"));
        return body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/callback/x",
                "http://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/callback",
                "file:///etc/passwd",
                "callback",
                ""
            })
    @DisplayName("A response_url that is not the eMSP's own is refused, in the body and in the query, and nobody asked")
    void foreignAddresses(String foreign) {
        Pair pair = pair();
        String session = open(pair);
        for (String method : List.of("PUT", "GET", "DELETE")) {
            Answer answer = asked(method, pair.emsp(), session, foreign)
                    .to(pair.cpo().party())
                    .send()
                    .refused(200, 2001);
            assertThat(answer.message()).contains("response_url");
            assertThat(pair.cpo().got(method, MODULE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "duration=0&", "duration=-5&", "duration=soon&", "duration=99999999999&"})
    @DisplayName("An active profile is asked for with a duration of whole seconds")
    void durations(String duration) {
        Pair pair = pair();
        String session = open(pair);
        pair.emsp()
                .ask("GET", "chargingprofiles/RECEIVER", session)
                .query(duration + "response_url=" + Partner.encoded(pair.emsp().callback()))
                .to(pair.cpo().party())
                .send()
                .refused(200, 2001);
        assertThat(pair.cpo().got("GET", MODULE)).isEmpty();
    }

    @Test
    @DisplayName("Wrong methods 405, wrong roles 2001, no JSON 400")
    void wrongRequests() {
        Pair pair = pair();
        String session = open(pair);
        pair.emsp().ask("POST", "chargingprofiles/RECEIVER", session).body("{}").send().refused(405, 2000);
        pair.cpo().ask("GET", "chargingprofiles/SENDER", session).send().refused(405, 2000);
        pair.emsp().ask("PUT", "chargingprofiles/RECEIVER").body("{}").send().refused(404, 2000);
        pair.emsp()
                .ask("PUT", "chargingprofiles/RECEIVER", session)
                .body("{")
                .send()
                .refused(400, 2001);
        set(pair.cpo(), session).send().refused(200, 2001);
        pair.emsp().putActiveProfile(session).send().refused(200, 2001);
        pair.cpo().putActiveProfile(session).body("{}").send().refused(200, 2001);
        assertThat(pair.cpo().got("PUT", MODULE)).isEmpty();
    }

    // --- versions -----------------------------------------------------------------------------------------------------

    private Partner speaking(String version, String role) {
        Partner partner = planned(role);
        partner.version = version;
        partner.register().ok();
        return partner;
    }

    @ParameterizedTest
    @CsvSource({"2.2.1,2.3.0", "2.3.0,2.2.1", "2.3.0,2.3.0"})
    @DisplayName("HUB-72 profiles cross versions, there and back; what OCPI doesn't know is lost and recorded")
    void versions(String cpoVersion, String emspVersion) {
        Pair pair = pair(speaking(cpoVersion, "CPO"), speaking(emspVersion, "EMSP"));
        boolean same = cpoVersion.equals(emspVersion);
        Pair classic = pair(connected("CPO"), connected("EMSP"));
        String session = Messages.unique("S");
        ObjectNode body = Messages.setProfile(pair.emsp().callback());
        Answer answer = pair.emsp()
                .setProfile(session, body)
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(word(answer)).isEqualTo("ACCEPTED");
        assertThat(answer.data().path("timeout").asInt()).isEqualTo(30);
        Received seen = pair.cpo().only("PUT", MODULE);
        JsonNode sent = Http.read(seen.text());
        assertThat(sent.path("charging_profile")).isEqualTo(body.path("charging_profile"));
        assertThat(sent.has("x_note")).isEqualTo(same);
        assertThat(sent.path("response_url").asString())
                .startsWith(hub.url() + "/ocpi/" + cpoVersion + "/sender/chargingprofiles/");
        pair.cpo().result(seen, "ACCEPTED").send().ok();
        assertThat(Http.read(pair.emsp().told(1).getFirst().text()))
                .isEqualTo(Http.read("{\"result\": \"ACCEPTED\"}"));

        pair.emsp().askProfile(session, pair.emsp().callback()).to(pair.cpo().party()).send().ok();
        ObjectNode active = Messages.activeProfile();
        pair.cpo()
                .result(pair.cpo().only("GET", MODULE), "")
                .body("{\"result\": \"ACCEPTED\", \"profile\": " + active + "}")
                .send()
                .ok();
        JsonNode told = Http.read(pair.emsp().told(2).get(1).text()).path("profile");
        assertThat(told.path("charging_profile")).isEqualTo(active.path("charging_profile"));
        assertThat(told.has("x_seen")).isEqualTo(same);

        pair.cpo().putActiveProfile(session).send().ok();
        assertThat(Http.read(pair.emsp().only("PUT", MODULE).text()).has("x_seen")).isEqualTo(same);
        assertThat(classic.cpo().got("PUT", MODULE)).isEmpty();
        if (!same) {
            hub.listWhen(
                    "/deliveries?party=" + pair.cpo().party().star(),
                    list -> list.stream()
                            .anyMatch(d -> d.path("losses").toString().contains("x_note")));
            hub.listWhen(
                    "/deliveries?party=" + pair.emsp().party().star(),
                    list -> list.stream()
                            .anyMatch(d -> d.path("losses").toString().contains("profile.x_seen")));
        }
    }

    // --- preferences --------------------------------------------------------------------------------------------------

    private static final String PREFERENCES = "{\"profile_type\": \"GREEN\", \"departure_time\": \"2030-01-02T03:04:05Z\","
            + " \"energy_need\": 21.5, \"discharge_allowed\": false, \"x_why\": 1}";

    @Test
    @DisplayName("HUB-23, HUB-25, HUB-42 preferences reach the session's CPO, addressed or not; its word comes back")
    void preferences() {
        Pair pair = pair();
        Partner other = connected("CPO");
        hub.agree(other.party(), pair.emsp().party(), null);
        String session = open(pair);
        Answer direct = pair.emsp()
                .prefer(session, PREFERENCES)
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(direct.data().asString()).isEqualTo("ACCEPTED");
        answered(direct, pair.cpo().party(), pair.emsp().party());
        Received seen = pair.cpo().only("PUT", "sessions");
        assertThat(seen.path()).isEqualTo("/sender/sessions/" + session + "/charging_preferences");
        assertThat(seen.text()).isEqualTo(PREFERENCES);
        routed(seen, pair.emsp().party(), pair.cpo().party());
        JsonNode recorded = hub.onlyOf("/remote-commands?status=COMPLETED&party="
                + pair.emsp().party().star());
        assertThat(recorded.path("kind").asString()).isEqualTo("SET_PREFERENCES");
        assertThat(recorded.path("outcome").asString()).isEqualTo("DONE");
        assertThat(recorded.path("charging_preferences").path("profile_type").asString())
                .isEqualTo("GREEN");
        assertThat(recorded.path("charging_preferences").path("energy_need").decimalValue())
                .isEqualByComparingTo("21.5");

        pair.cpo()
                .answers("PUT", "sessions", r -> Partner.reply(r, 200, 1000, "\"PROFILE_TYPE_NOT_SUPPORTED\""));
        Answer open = pair.emsp().prefer(session, PREFERENCES).send().ok();
        assertThat(open.data().asString()).isEqualTo("PROFILE_TYPE_NOT_SUPPORTED");
        assertThat(pair.cpo().got("PUT", "sessions")).hasSize(2);
        assertThat(other.got("PUT", "sessions")).isEmpty();
        hub.listWhen(
                "/remote-commands?status=COMPLETED&party=" + pair.emsp().party().star(),
                list -> list.stream()
                        .anyMatch(c -> c.path("detail").asString("").equals("PROFILE_TYPE_NOT_SUPPORTED")
                                && c.path("outcome").asString().equals("REJECTED")));
    }

    @Test
    @DisplayName("Preferences: what the CPO can't do is its own answer; foreign and unknown sessions are 404, 2001")
    void preferencesRefused() {
        Pair pair = pair();
        String session = open(pair);
        pair.cpo().answers("PUT", "sessions", r -> says(r, 404, 2001));
        pair.emsp()
                .prefer(session, PREFERENCES)
                .to(pair.cpo().party())
                .send()
                .refused(404, 2001);
        pair.cpo().answers("PUT", "sessions", r -> Partner.reply(r, 200, 1000, "{\"result\": \"ACCEPTED\"}"));
        pair.emsp().prefer(session, PREFERENCES).send().refused(200, 4000);
        int asked = pair.cpo().got("PUT", "sessions").size();
        Pair thief = pair(pair.cpo(), connected("EMSP"));
        thief.emsp().prefer(session, PREFERENCES).send().refused(404, 2001);
        thief.emsp()
                .prefer(session, PREFERENCES)
                .to(pair.cpo().party())
                .send()
                .refused(404, 2001);
        pair.emsp().prefer("NOBODYS", PREFERENCES).send().refused(404, 2001);
        pair.emsp()
                .prefer(session, PREFERENCES)
                .to(connected("CPO").party())
                .send()
                .refused(200, 4001);
        assertThat(pair.cpo().got("PUT", "sessions")).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"profile_type\": \"LAZY\"}",
                "{\"profile_type\": 1}",
                "{\"profile_type\": \"FAST\", \"departure_time\": \"soon\"}",
                "{\"profile_type\": \"FAST\", \"energy_need\": \"20\"}",
                "{\"profile_type\": \"FAST\", \"energy_need\": -1}",
                "{\"profile_type\": \"FAST\", \"discharge_allowed\": \"yes\"}",
                "[]"
            })
    @DisplayName("Preferences that are none are refused with 2001 and reach nobody")
    void brokenPreferences(String preferences) {
        Pair pair = pair();
        String session = open(pair);
        pair.emsp()
                .prefer(session, preferences)
                .to(pair.cpo().party())
                .send()
                .refused(200, 2001);
        pair.cpo().prefer(session, PREFERENCES).send().refused(200, 2001);
        pair.emsp()
                .ask("GET", "sessions/SENDER", session, "charging_preferences")
                .send()
                .refused(405, 2000);
        assertThat(pair.cpo().got("PUT", "sessions")).isEmpty();
    }

    @Test
    @DisplayName("HUB-72 preferences to a CPO of another version: its word comes back, what OCPI doesn't know is lost")
    void preferencesOfVersions() {
        Pair pair = pair(connected("CPO"), speaking("2.3.0", "EMSP"));
        String session = Messages.unique("S");
        assertThat(pair.emsp()
                        .prefer(session, PREFERENCES)
                        .to(pair.cpo().party())
                        .send()
                        .ok()
                        .data()
                        .asString())
                .isEqualTo("ACCEPTED");
        JsonNode sent = Http.read(pair.cpo().only("PUT", "sessions").text());
        assertThat(sent.path("energy_need").decimalValue()).isEqualByComparingTo("21.5");
        assertThat(sent.path("profile_type").asString()).isEqualTo("GREEN");
        assertThat(sent.has("x_why")).isFalse();
        pair.cpo().answers("PUT", "sessions", r -> Partner.reply(r, 200, 1000, "\"DEPARTURE_REQUIRED\""));
        assertThat(pair.emsp()
                        .prefer(session, PREFERENCES)
                        .to(pair.cpo().party())
                        .send()
                        .ok()
                        .data()
                        .asString())
                .isEqualTo("DEPARTURE_REQUIRED");
        hub.listWhen(
                "/deliveries?party=" + pair.cpo().party().star(),
                list -> list.stream().anyMatch(d -> d.path("losses").toString().contains("x_why")));
    }
}
