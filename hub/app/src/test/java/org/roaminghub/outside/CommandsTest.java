package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands to stations and what comes of them (HUB-23 to 27, 42, 51, 53, 72). */
class CommandsTest extends OutsideTest {

    private static Ask start(Pair pair) {
        return start(pair, pair.emsp().callback());
    }

    private static Ask start(Pair pair, String responseUrl) {
        return pair.emsp()
                .command("START_SESSION", Messages.startSession(pair.emsp().card("NEVER"), responseUrl))
                .to(pair.cpo().party());
    }

    private static Partner takesSeconds(Partner cpo, int timeout) {
        return cpo.answers(
                "POST",
                "commands",
                r -> Partner.reply(r, 200, 1000, "{\"result\": \"ACCEPTED\", \"timeout\": " + timeout + "}"));
    }

    @Test
    void hub23And24And25ACommandReachesTheCpoAndItsWordTheEmsp() {
        Pair pair = pair();
        String callback = pair.emsp().callback();
        ObjectNode body = Messages.startSession(pair.emsp().card("NEVER"), callback);
        Ask ask = pair.emsp().command("START_SESSION", body).to(pair.cpo().party());
        Answer answer = ask.send().ok();
        assertThat(answer.data().path("result").asString()).isEqualTo("ACCEPTED");
        assertThat(answer.data().path("timeout").asInt()).isEqualTo(30);
        assertThat(answer.message()).isEqualTo("said by the partner");
        assertThat(answer.header("X-Request-ID")).isEqualTo(ask.header("X-Request-ID"));
        answered(answer, pair.cpo().party(), pair.emsp().party());

        Received seen = pair.cpo().only("POST", "commands");
        assertThat(seen.path()).endsWith("/commands/START_SESSION");
        routed(seen, pair.emsp().party(), pair.cpo().party());
        assertThat(seen.headers().get("x-correlation-id")).isEqualTo(ask.header("X-Correlation-ID"));
        assertThat(seen.headers().get("x-request-id")).isNotEqualTo(ask.header("X-Request-ID"));
        ObjectNode sent = (ObjectNode) Http.read(seen.text());
        assertThat(sent.path("response_url").asString()).startsWith(hub.url() + "/ocpi/2.2.1/");
        assertThat(sent.put("response_url", callback)).isEqualTo(body);
    }

    @Test
    void hub51TheResultIsRelayedToTheAddressOfTheEmspWithItsToken() {
        Pair pair = pair();
        String callback = pair.emsp().callback();
        start(pair, callback).send().ok();
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "EVSE_OCCUPIED")
                .to(pair.emsp().party())
                .send()
                .ok();
        Received told = pair.emsp().told(1).getFirst();
        assertThat(pair.emsp().peer.url() + told.path()).isEqualTo(callback);
        assertThat(told.headers().get("authorization")).isEqualTo(Http.token(pair.emsp().ours));
        routed(told, pair.cpo().party(), pair.emsp().party());
        assertThat(told.text()).isEqualTo("{\"result\": \"EVSE_OCCUPIED\"}");
        assertThat(hub.eventsOf(pair.cpo().party()))
                .contains("remote.requested", "remote.acknowledged", "remote.completed");
        assertThat(hub.onlyOf("/remote-commands?status=COMPLETED&party="
                                + pair.emsp().party().star())
                        .path("outcome")
                        .asString())
                .isEqualTo("EVSE_OCCUPIED");
    }

    @Test
    void hub51ARepeatedResultIsTakenAndToldOnceAndAnotherOneIsRefused() {
        Pair pair = pair();
        start(pair).send().ok();
        Received command = pair.cpo().only("POST", "commands");
        pair.cpo().result(command, "ACCEPTED").send().ok();
        pair.emsp().told(1);
        pair.cpo().result(command, "ACCEPTED").send().ok();
        pair.cpo().result(command, "REJECTED").send().refused(200, 2001);
        start(pair).send().ok();
        pair.cpo()
                .result(pair.cpo().got(2, "POST", "commands").get(1), "FAILED")
                .send()
                .ok();
        assertThat(pair.emsp().told(2)).hasSize(2);
    }

    @Test
    void hub51AResultOfNobodyOrOfAnotherCpoIsRefused() {
        Pair pair = pair();
        start(pair).send().ok();
        Received command = pair.cpo().only("POST", "commands");
        String url = Http.read(command.text()).path("response_url").asString();
        String unknown = url.substring(0, url.length() - 36) + UUID.randomUUID();
        new Ask(pair.cpo(), "POST", unknown)
                .from(pair.cpo().party())
                .body("{\"result\": \"ACCEPTED\"}")
                .send()
                .refused(404, 2001);
        Partner other = connected("CPO");
        other.result(command, "ACCEPTED").send().refused(404, 2001);
        pair.emsp().ask("POST", "tokens/SENDER").send();
        pair.cpo().result(command, "SOMETIMES").send().refused(200, 2001);
        pair.cpo().result(command, "ACCEPTED").send().ok();
        assertThat(pair.emsp().told(1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/callback/x",
                "http://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/callback",
                "file:///etc/passwd",
                "//127.0.0.1/x",
                "callback",
                ""
            })
    void anAddressThatIsNotTheEmspsOwnIsRefusedAndNobodyAsked(String foreign) {
        Pair pair = pair();
        Answer answer = start(pair, foreign).send().refused(200, 2001);
        assertThat(answer.message()).contains("response_url");
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    void anAddressWithAForeignUserOrHostBehindTheOwnOneIsRefused() {
        Pair pair = pair();
        String own = pair.emsp().peer.url();
        start(pair, own.replace("http://", "http://somebody@") + "/callback/x")
                .send()
                .refused(200, 2001);
        start(pair, own + "0/callback/x").send().refused(200, 2001);
        start(pair, own.replace("127.0.0.1", "127.0.0.1.example.org")).send().refused(200, 2001);
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    void hub26TheCposOwnStatusIsPassedOn() {
        Pair pair = pair();
        pair.cpo().answers("POST", "commands", r -> says(r, 200, 2003));
        Answer answer = start(pair).send().refused(200, 2003);
        assertThat(answer.message()).isEqualTo("said by the partner");
        pair.cpo().answers("POST", "commands", r -> says(r, 200, 3000));
        start(pair).send().refused(200, 3000);
    }

    @Test
    void hub27AReceiverThatIsUnknownOrOfflineOrBroken() {
        Pair pair = pair();
        Partner planned = planned("CPO");
        hub.agree(planned.party(), pair.emsp().party(), null);
        ObjectNode body =
                Messages.startSession(pair.emsp().card("NEVER"), pair.emsp().callback());
        pair.emsp()
                .command("START_SESSION", body)
                .to(new Party("CPO", "DE", "ZZZ"))
                .send()
                .refused(200, 4001);
        pair.emsp().command("START_SESSION", body).to(planned.party()).send().refused(200, 4003);
        pair.emsp()
                .command("START_SESSION", body)
                .to(connected("CPO").party())
                .send()
                .refused(200, 4001);
        pair.cpo().answers("POST", "commands", r -> Partner.reply(r, 200, 1000, "{\"timeout\": 3}"));
        start(pair).send().refused(200, 4000);
    }

    @Test
    void aRejectedCommandIsToldAtOnceAndHasNoResult() {
        Pair pair = pair();
        pair.cpo()
                .answers(
                        "POST",
                        "commands",
                        r -> Partner.reply(r, 200, 1000, "{\"result\": \"REJECTED\", \"timeout\": 0}"));
        Answer answer = start(pair).send().ok();
        assertThat(answer.data().path("result").asString()).isEqualTo("REJECTED");
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "ACCEPTED")
                .send()
                .refused(200, 2001);
    }

    @Test
    void theSameRequestTwiceIsCarriedOutOnceAndAnsweredAlike() {
        Pair pair = pair();
        String callback = pair.emsp().callback();
        ObjectNode body = Messages.startSession(pair.emsp().card("NEVER"), callback);
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Answer answer = pair.emsp()
                    .command("START_SESSION", body)
                    .to(pair.cpo().party())
                    .with("X-Request-ID", id)
                    .send()
                    .ok();
            assertThat(answer.data().path("result").asString()).isEqualTo("ACCEPTED");
        }
        pair.cpo().only("POST", "commands");
    }

    @Test
    void hub42AStopFindsTheCpoOfItsSession() {
        Pair pair = pair();
        Partner other = connected("CPO");
        hub.agree(other.party(), pair.emsp().party(), null);
        ObjectNode session = session(pair);
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        Answer answer = pair.emsp()
                .command(
                        "STOP_SESSION",
                        Messages.stopSession(
                                session.path("id").asString(), pair.emsp().callback()))
                .send()
                .ok();
        assertThat(answer.data().path("result").asString()).isEqualTo("ACCEPTED");
        answered(answer, pair.cpo().party(), pair.emsp().party());
        routed(
                pair.cpo().only("POST", "commands"),
                pair.emsp().party(),
                pair.cpo().party());
        assertThat(other.got("POST", "commands")).isEmpty();
    }

    @Test
    void nobodyStopsAnotherEmspsSession() {
        Pair pair = pair();
        ObjectNode session = session(pair);
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        Pair thief = pair(pair.cpo(), connected("EMSP"));
        ObjectNode stop =
                Messages.stopSession(session.path("id").asString(), thief.emsp().callback());
        for (Ask ask : new Ask[] {
            thief.emsp().command("STOP_SESSION", stop),
            thief.emsp().command("STOP_SESSION", stop).to(pair.cpo().party())
        }) {
            assertThat(ask.send().ok().data().path("result").asString()).isEqualTo("UNKNOWN_SESSION");
        }
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    void aSessionThatHasEndedNeedsNoStop() {
        Pair pair = pair();
        ObjectNode session = session(pair).put("status", "COMPLETED").put("end_date_time", Messages.hoursAgo(2));
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        Answer answer = pair.emsp()
                .command(
                        "STOP_SESSION",
                        Messages.stopSession(
                                session.path("id").asString(), pair.emsp().callback()))
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(answer.data().path("result").asString()).isEqualTo("ACCEPTED");
        JsonNode told = Http.read(pair.emsp().told(1).getFirst().text());
        assertThat(told.path("result").asString()).isEqualTo("ACCEPTED");
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    @DisplayName("A stop of an ended session that is sent again is answered alike and told of once")
    void aRepeatedStopOfAnEndedSession() {
        Pair pair = pair();
        ObjectNode session = session(pair).put("status", "COMPLETED").put("end_date_time", Messages.hoursAgo(2));
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        ObjectNode stop =
                Messages.stopSession(session.path("id").asString(), pair.emsp().callback());
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Answer answer = pair.emsp()
                    .command("STOP_SESSION", stop)
                    .with("X-Request-ID", id)
                    .send()
                    .ok();
            assertThat(answer.data().path("result").asString()).isEqualTo("ACCEPTED");
        }
        assertThat(pair.emsp().told(1)).hasSize(1);
        assertThat(hub.eventsOf(pair.cpo().party())).containsOnlyOnce("remote.requested", "remote.completed");
    }

    @Test
    void aCommandThatNamesNothingTheHubKnowsNeedsItsReceiver() {
        Pair pair = pair();
        pair.emsp()
                .command(
                        "START_SESSION",
                        Messages.startSession(
                                pair.emsp().card("NEVER"), pair.emsp().callback()))
                .send()
                .refused(200, 4001);
        Answer answer = pair.emsp()
                .command(
                        "STOP_SESSION",
                        Messages.stopSession("NOBODYS", pair.emsp().callback()))
                .send()
                .ok();
        assertThat(answer.data().path("result").asString()).isEqualTo("UNKNOWN_SESSION");
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    void theTokenOfAnotherPartyIsRefused() {
        Pair pair = pair();
        Partner other = connected("EMSP");
        pair.emsp()
                .command(
                        "START_SESSION",
                        Messages.startSession(other.card("NEVER"), pair.emsp().callback()))
                .to(pair.cpo().party())
                .send()
                .refused(200, 2001);
        assertThat(pair.cpo().got("POST", "commands")).isEmpty();
    }

    @Test
    void theSessionThatFollowsIsTheOneThatTheCommandReserved() {
        Pair pair = pair();
        ObjectNode card = pair.emsp().card("NEVER");
        ObjectNode body = Messages.startSession(card, pair.emsp().callback());
        pair.emsp().command("START_SESSION", body).to(pair.cpo().party()).send().ok();
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "ACCEPTED")
                .send()
                .ok();
        ObjectNode session = Messages.session(pair.cpo().party(), card, Messages.unique("S"))
                .put("auth_method", "COMMAND")
                .put(
                        "authorization_reference",
                        body.path("authorization_reference").asString());
        pair.cpo().putSession(session).to(pair.emsp().party()).send().ok();
        String party = pair.emsp().party().star();
        String reserved = hub.onlyOf("/remote-commands?party=" + party)
                .path("hub_session_id")
                .asString();
        assertThat(hub.onlyOf("/sessions?party=" + party).path("hub_id").asString())
                .isEqualTo(reserved);
    }

    @Test
    void hub53AResultAfterItsTimeIsToldAsTimeoutAndThenRelayedMarkedLate() {
        Pair pair = pair();
        takesSeconds(pair.cpo(), 1);
        start(pair).send().ok();
        Received told = pair.emsp().told(1).getFirst();
        assertThat(Http.read(told.text()).path("result").asString()).isEqualTo("TIMEOUT");
        Received command = pair.cpo().only("POST", "commands");
        pair.cpo().result(command, "ACCEPTED").send().ok();
        JsonNode late = Http.read(pair.emsp().told(2).get(1).text());
        assertThat(late.path("result").asString()).isEqualTo("ACCEPTED");
        assertThat(late.path("message").path(0).path("text").asString()).contains("after the time");
        pair.cpo().result(command, "ACCEPTED").send().ok();
        assertThat(hub.eventsOf(pair.cpo().party())).containsOnlyOnce("remote.completed", "remote.answered_late");
    }

    @Test
    @DisplayName("HUB-72 what a command and its result lose between versions is recorded with the delivery")
    void lossesBetweenVersions() {
        Partner emsp = planned("EMSP");
        emsp.version = "2.3.0";
        emsp.register().ok();
        Pair pair = pair(connected("CPO"), emsp);
        ObjectNode card = pair.emsp().card("NEVER").put("type", "EMAID");
        ObjectNode body = Messages.startSession(card, pair.emsp().callback());
        pair.cpo()
                .answers(
                        "POST",
                        "commands",
                        r -> Partner.reply(
                                r,
                                200,
                                1000,
                                "{\"result\": \"ACCEPTED\", \"timeout\": 9, \"message\": [{\"language\": \"en\", \"text\": \"Soon.\"}]}"));
        Answer answer = pair.emsp()
                .command("START_SESSION", body)
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(answer.data().path("timeout").asInt()).isEqualTo(9);
        assertThat(answer.data().path("message").path(0).path("text").asString())
                .isEqualTo("Soon.");
        Received command = pair.cpo().only("POST", "commands");
        assertThat(Http.read(command.text()).path("token").path("type").asString())
                .isEqualTo("OTHER");
        pair.cpo()
                .result(command, "")
                .body(
                        "{\"result\": \"FAILED\", \"x_code\": 7, \"message\": [{\"language\": \"en\", \"text\": \"Jammed.\"}]}")
                .send()
                .ok();
        JsonNode told = Http.read(pair.emsp().told(1).getFirst().text());
        assertThat(told.path("message").path(0).path("text").asString()).isEqualTo("Jammed.");
        assertThat(told.has("x_code")).isFalse();
        assertThat(lost(pair.cpo())).contains("token.type", "x_note", "token.x_note");
        assertThat(lost(pair.emsp())).containsExactly("x_code");
    }

    private List<String> lost(Partner receiver) {
        return hub
                .listWhen(
                        "/deliveries?status=ACKNOWLEDGED&party="
                                + receiver.party().star(),
                        list -> !list.isEmpty())
                .stream()
                .filter(d -> d.path("object_type").asString().equals("remote"))
                .flatMap(d -> d.path("losses").valueStream())
                .map(l -> l.path("field").asString())
                .toList();
    }

    @Test
    void aResultWaitsForAnEmspThatIsAway() {
        Pair pair = pair();
        start(pair).send().ok();
        AtomicInteger tries = new AtomicInteger();
        pair.emsp()
                .peer
                .when(
                        r -> r.path().startsWith("/callback/"),
                        r -> tries.incrementAndGet() == 1 ? Partner.reply(r, 503, 3000, null) : says(r, 200, 1000));
        pair.cpo()
                .result(pair.cpo().only("POST", "commands"), "ACCEPTED")
                .send()
                .ok();
        assertThat(pair.emsp().told(2).getLast().text()).isEqualTo("{\"result\": \"ACCEPTED\"}");
    }

    @Test
    void wrongMethodsAndWordsAreRefused() {
        Pair pair = pair();
        pair.emsp().ask("GET", "commands/RECEIVER", "START_SESSION").send().refused(405, 2000);
        pair.emsp().command("DANCE", Messages.json("{}")).send().refused(404, 2000);
        pair.emsp().command("START_SESSION", Messages.json("{}")).send().refused(200, 2001);
        pair.emsp()
                .ask("POST", "commands/RECEIVER", "START_SESSION")
                .body("{")
                .send()
                .refused(400, 2001);
        pair.cpo()
                .ask("POST", "commands/RECEIVER", "STOP_SESSION")
                .body(Messages.stopSession("S", pair.cpo().callback()))
                .send()
                .refused(200, 2001);
    }
}
