package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;

/** Active charging profiles: told to who steers the session, and to nobody else (HUB-61, HUB-73). */
class ActiveProfilesTest extends ProfilesTest {

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
        pair.cpo().result(pair.cpo().only("PUT", MODULE), "REJECTED").send().ok();
        pair.cpo().putActiveProfile(session).send().refused(200, 2001);
        for (String method : List.of("GET", "DELETE")) {
            asked(method, pair.emsp(), session, pair.emsp().callback())
                    .to(pair.cpo().party())
                    .send()
                    .ok();
            pair.cpo()
                    .result(pair.cpo().only(method, MODULE), "ACCEPTED")
                    .send()
                    .ok();
            pair.cpo().putActiveProfile(session).to(pair.emsp().party()).send().refused(200, 2001);
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
        pair.cpo().putActiveProfile(session).to(other.emsp().party()).send().refused(200, 2001);
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
        assertThat(hub.list(
                        "/deliveries?status=QUEUED&party=" + pair.emsp().party().star()))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "HUB-73 an SCSP steers a session of any eMSP at its CPO, and hears of it; of two that steer TO says who")
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
}
