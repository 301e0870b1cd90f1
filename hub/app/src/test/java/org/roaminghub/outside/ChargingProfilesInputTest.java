package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles that are none, and requests that must not go on. */
class ChargingProfilesInputTest extends ProfilesTest {

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
        pair.emsp()
                .ask("POST", "chargingprofiles/RECEIVER", session)
                .body("{}")
                .send()
                .refused(405, 2000);
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
}
