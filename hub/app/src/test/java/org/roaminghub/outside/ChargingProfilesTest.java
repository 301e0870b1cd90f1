package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles: asked for, and their results (HUB-23 to 27, 42, 51, 53, 72). */
class ChargingProfilesTest extends ProfilesTest {

    @Test
    @DisplayName(
            "HUB-23, HUB-24, HUB-25, HUB-51 a profile reaches the CPO with the hub's response_url, its word the eMSP")
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
        assertThat(sent.path("response_url").asString()).startsWith(hub.url() + "/ocpi/2.2.1/sender/chargingprofiles/");
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
        asked(method, pair.emsp(), session, callback)
                .to(pair.cpo().party())
                .send()
                .ok();
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
        JsonNode recorded = hub.onlyOf(
                "/remote-commands?status=COMPLETED&party=" + pair.emsp().party().star());
        assertThat(recorded.path("kind").asString())
                .isEqualTo(
                        method.equals("PUT") ? "SET_PROFILE" : method.equals("GET") ? "GET_PROFILE" : "CLEAR_PROFILE");
        assertThat(recorded.path("outcome").asString()).isEqualTo(method.equals("GET") ? "DONE" : "REJECTED");
        assertThat(recorded.path("hub_session_id").asString()).isNotEmpty();
        pair.cpo().result(request, "UNKNOWN").send().refused(200, 2001);
        assertThat(pair.emsp().told(1)).hasSize(1);
    }

    @Test
    @DisplayName(
            "HUB-51 a result of nobody, of another CPO, in a word that OCPI doesn't know, or at a command's address is refused")
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
                .answers("PUT", MODULE, r -> Partner.reply(r, 200, 1000, "{\"result\": \"ACCEPTED\", \"timeout\": 1}"));
        set(pair.emsp(), session).to(pair.cpo().party()).send().ok();
        String list =
                "/remote-commands?status=COMPLETED&party=" + pair.emsp().party().star();
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
            assertThat(word(asked(method, thief.emsp(), session, callback)
                            .send()
                            .ok()))
                    .isEqualTo("UNKNOWN_SESSION");
            assertThat(word(asked(method, thief.emsp(), session, callback)
                            .to(pair.cpo().party())
                            .send()
                            .ok()))
                    .isEqualTo("UNKNOWN_SESSION");
            assertThat(word(asked(method, thief.emsp(), "NOBODYS", callback)
                            .send()
                            .ok()))
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
                Messages.json("{\"services\": [\"sessions\", \"cdr\", \"remote_start\"]}")
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
                            r -> Partner.reply(r, 200, 1000, "{\"result\": \"" + said + "\", \"timeout\": 0}"));
            assertThat(word(set(pair.emsp(), session)
                            .to(pair.cpo().party())
                            .send()
                            .ok()))
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
        assertThat(Http.read(pair.emsp().told(1).getFirst().text())).isEqualTo(Http.read("{\"result\": \"ACCEPTED\"}"));

        pair.emsp()
                .askProfile(session, pair.emsp().callback())
                .to(pair.cpo().party())
                .send()
                .ok();
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
        assertThat(Http.read(pair.emsp().only("PUT", MODULE).text()).has("x_seen"))
                .isEqualTo(same);
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
}
