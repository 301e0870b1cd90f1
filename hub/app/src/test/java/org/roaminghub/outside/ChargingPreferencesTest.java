package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;

/** Charging preferences of drivers (HUB-23, 25, 42, 72). */
class ChargingPreferencesTest extends ProfilesTest {

    private static final String PREFERENCES =
            "{\"profile_type\": \"GREEN\", \"departure_time\": \"2030-01-02T03:04:05Z\","
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
        JsonNode recorded = hub.onlyOf(
                "/remote-commands?status=COMPLETED&party=" + pair.emsp().party().star());
        assertThat(recorded.path("kind").asString()).isEqualTo("SET_PREFERENCES");
        assertThat(recorded.path("outcome").asString()).isEqualTo("DONE");
        assertThat(recorded.path("charging_preferences").path("profile_type").asString())
                .isEqualTo("GREEN");
        assertThat(recorded.path("charging_preferences").path("energy_need").decimalValue())
                .isEqualByComparingTo("21.5");

        pair.cpo().answers("PUT", "sessions", r -> Partner.reply(r, 200, 1000, "\"PROFILE_TYPE_NOT_SUPPORTED\""));
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
        pair.emsp().prefer(session, PREFERENCES).to(pair.cpo().party()).send().refused(404, 2001);
        pair.cpo().answers("PUT", "sessions", r -> Partner.reply(r, 200, 1000, "{\"result\": \"ACCEPTED\"}"));
        pair.emsp().prefer(session, PREFERENCES).send().refused(200, 4000);
        int asked = pair.cpo().got("PUT", "sessions").size();
        Pair thief = pair(pair.cpo(), connected("EMSP"));
        thief.emsp().prefer(session, PREFERENCES).send().refused(404, 2001);
        thief.emsp().prefer(session, PREFERENCES).to(pair.cpo().party()).send().refused(404, 2001);
        pair.emsp().prefer("NOBODYS", PREFERENCES).send().refused(404, 2001);
        pair.emsp()
                .prefer(session, PREFERENCES)
                .to(connected("CPO").party())
                .send()
                .refused(200, 4001);
        assertThat(pair.cpo().got("PUT", "sessions")).hasSize(asked);
    }

    @Test
    @DisplayName("The same preferences request twice is carried out once and answered alike")
    void repeatedPreferences() {
        Pair pair = pair();
        String session = open(pair);
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Answer answer = pair.emsp()
                    .prefer(session, PREFERENCES)
                    .with("X-Request-ID", id)
                    .send()
                    .ok();
            assertThat(answer.data().asString()).isEqualTo("ACCEPTED");
            answered(answer, pair.cpo().party(), pair.emsp().party());
        }
        pair.cpo().only("PUT", "sessions");
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
        pair.emsp().prefer(session, preferences).to(pair.cpo().party()).send().refused(200, 2001);
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
