package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.node.ObjectNode;

/** From one party through the hub to another and back: OCPI 2.2.1 ch. 4, routing headers. */
class RoutingTest extends OutsideTest {

    @Test
    @DisplayName("HUB-23 TO=B FROM=A: B gets the same method, body and path tail with TO=B FROM=A")
    void sameMessageAtTheReceiver() {
        Pair pair = pair();
        Party cpo = pair.cpo().party();
        Party emsp = pair.emsp().party();
        ObjectNode token = pair.emsp().card("NEVER");
        pair.emsp().putToken(token).to(cpo).send().ok();
        Received put = pair.cpo().only("PUT", "tokens");
        assertThat(put.path())
                .isEqualTo("/receiver/tokens/NL/" + emsp.id() + "/"
                        + token.path("uid").asString());
        assertThat(put.text()).isEqualTo(token.toString());
        routed(put, emsp, cpo);

        ObjectNode session = session(pair);
        String id = session.path("id").asString();
        pair.cpo().putSession(session).to(emsp).send().ok();
        Received pushed = pair.emsp().only("PUT", "sessions");
        assertThat(pushed.path()).isEqualTo("/receiver/sessions/DE/" + cpo.id() + "/" + id);
        assertThat(pushed.text()).isEqualTo(session.toString());
        routed(pushed, cpo, emsp);

        ObjectNode change = Messages.json(
                "{\"kwh\": 2, \"x_more\": [1], \"last_updated\": \"%s\"}".formatted(Messages.hoursAgo(1)));
        pair.cpo().patchSession(id, change).to(emsp).send().ok();
        assertThat(pair.emsp().only("PATCH", "sessions").text()).isEqualTo(change.toString());

        ObjectNode cdr = cdr(pair);
        pair.cpo().postCdr(cdr).to(emsp).send().ok();
        Received posted = pair.emsp().only("POST", "cdrs");
        assertThat(posted.path()).isEqualTo("/receiver/cdrs");
        assertThat(posted.text()).isEqualTo(cdr.toString());
        routed(posted, cpo, emsp);

        pair.emsp()
                .ask("GET", "sessions/SENDER")
                .query("date_from=2026-01-01T00:00:00Z&limit=7")
                .to(cpo)
                .send()
                .ok();
        Received asked = pair.cpo().only("GET", "sessions");
        assertThat(asked.path()).isEqualTo("/sender/sessions");
        assertThat(asked.query()).isEqualTo("date_from=2026-01-01T00:00:00Z&limit=7");
        routed(asked, emsp, cpo);
    }

    @Test
    @DisplayName("HUB-24 forwarded: a new X-Request-ID, the same X-Correlation-ID")
    void idsOnTheWay() {
        Pair pair = pair();
        List<Ask> asks = List.of(
                pair.cpo().authorize(pair.emsp().card("NEVER").path("uid").asString()),
                pair.cpo().putSession(session(pair)),
                pair.cpo().postCdr(cdr(pair)),
                pair.cpo()
                        .ask(
                                "GET",
                                "sessions/RECEIVER",
                                "DE",
                                pair.cpo().party().id(),
                                "S"));
        for (Ask ask : asks) {
            int before = pair.emsp().peer.received().size();
            ask.to(pair.emsp().party()).send();
            Received received = pair.emsp().peer.received().get(before);
            assertThat(received.headers()).containsEntry("x-correlation-id", ask.header("X-Correlation-ID"));
            assertThat(received.headers().get("x-request-id")).isNotBlank().isNotEqualTo(ask.header("X-Request-ID"));
        }
    }

    @Test
    @DisplayName("HUB-25 B's answer reaches A with TO=A FROM=B, A's X-Request-ID, B's body and HTTP status")
    void answerAsItWas() {
        Pair pair = pair();
        String uid = pair.emsp().card("NEVER").path("uid").asString();
        String said = "{\"allowed\": \"ALLOWED\", \"x_more\": {\"deep\": [1, 2.50]}, \"token\": "
                + Messages.token(pair.emsp().party(), uid) + "}";
        pair.emsp().answers("POST", "tokens", r -> Partner.reply(r, 200, 1000, said));
        Ask ask = pair.cpo().authorize(uid).to(pair.emsp().party());
        Answer answer = ask.send().ok();
        assertThat(answer.text()).contains(said).contains("said by the partner");
        assertThat(answer.header("X-Request-ID")).isEqualTo(ask.header("X-Request-ID"));
        answered(answer, pair.emsp().party(), pair.cpo().party());

        Answer created = pair.cpo().putSession(session(pair)).send().ok();
        assertThat(created.http()).isEqualTo(201);
        assertThat(created.message()).isEqualTo("said by the partner");
        answered(created, pair.emsp().party(), pair.cpo().party());

        Answer missing = pair.emsp()
                .ask("GET", "tokens/RECEIVER", "NL", pair.emsp().party().id(), "NOTHERE")
                .to(pair.cpo().party())
                .send()
                .refused(404, 2003);
        answered(missing, pair.cpo().party(), pair.emsp().party());
    }

    @Test
    @DisplayName("HUB-26 B answers 2xxx or 3xxx: A gets the same code")
    void codesPass() {
        Pair pair = pair();
        Party emsp = pair.emsp().party();
        for (int code : List.of(2000, 2001, 2002, 2003, 2999, 3000, 3001, 3003)) {
            pair.emsp().answers("POST", "tokens", r -> says(r, 200, code));
            pair.emsp().answers("PUT", "sessions", r -> says(r, 200, code));
            pair.emsp().answers("POST", "cdrs", r -> says(r, 200, code));
            pair.emsp().answers("GET", "sessions", r -> says(r, 200, code));
            pair.cpo().answers("PUT", "tokens", r -> says(r, 200, code));
            pair.cpo().authorize(Messages.uid()).to(emsp).send().refused(200, code);
            pair.cpo().putSession(session(pair)).to(emsp).send().refused(200, code);
            pair.cpo().postCdr(cdr(pair)).to(emsp).send().refused(200, code);
            pair.cpo()
                    .ask("GET", "sessions/RECEIVER", "DE", pair.cpo().party().id(), "S")
                    .to(emsp)
                    .send()
                    .refused(200, code);
            pair.emsp()
                    .putToken(pair.emsp().card("NEVER"))
                    .to(pair.cpo().party())
                    .send()
                    .refused(200, code);
        }
    }

    @Test
    @DisplayName("HUB-27 TO unknown: 4001, not connected: 4003, silent: 4002, anything else: 4000")
    void receiverOutOfReach() {
        Pair pair = pair();
        Partner cpo = pair.cpo();
        Party nobody = Partner.party("EMSP");
        String uid = Messages.uid();
        cpo.authorize(uid).to(nobody).send().refused(200, 4001);
        cpo.putSession(session(pair)).to(nobody).send().refused(200, 4001);
        cpo.postCdr(cdr(pair)).to(nobody).send().refused(200, 4001);
        cpo.ask("GET", "tokens/SENDER").to(nobody).send().refused(200, 4001);
        pair.emsp()
                .putToken(pair.emsp().card("NEVER"))
                .to(Partner.party("CPO"))
                .send()
                .refused(200, 4001);

        Partner planned = pair(cpo, planned("EMSP")).emsp();
        Partner suspended = pair(cpo, connected("EMSP")).emsp();
        hub.done("POST", "/platforms/" + suspended.platform + "/suspend", null);
        for (Partner away : List.of(planned, suspended)) {
            cpo.authorize(uid).to(away.party()).send().refused(200, 4003);
            cpo.ask("GET", "tokens/SENDER").to(away.party()).send().refused(200, 4003);
            assertThat(away.got("POST", "tokens")).isEmpty();
        }

        Partner silent = connected("EMSP").always(new ScriptedPeer.Answer.Silence());
        hub.agree(cpo.party(), silent.party(), "{\"authorize_deadline_ms\": 300}");
        cpo.authorize(uid).to(silent.party()).send().refused(200, 4002);
        Partner broken = pair(cpo, connected("EMSP")).emsp();
        for (ScriptedPeer.Answer nonsense : List.of(
                ScriptedPeer.Answer.json(500, "{}"),
                ScriptedPeer.Answer.json(200, "<html>"),
                ScriptedPeer.Answer.json(200, "{\"status_code\": 7}"),
                new ScriptedPeer.Answer.HangUp())) {
            broken.always(nonsense);
            cpo.authorize(uid).to(broken.party()).send().refused(200, 4000);
        }
    }

    @Test
    @DisplayName("HUB-31 last_updated, and every other field, goes on as it came")
    void nothingIsTouched() {
        Pair pair = pair();
        ObjectNode session = session(pair).put("last_updated", "2026-03-01T09:31:00.123Z");
        String spaced = session.toPrettyString().replace("1.5", "1.50");
        pair.cpo().putSession(session).body(spaced).send().ok();
        assertThat(pair.emsp().only("PUT", "sessions").text()).isEqualTo(spaced);
        pair.emsp()
                .putToken(pair.emsp().card("NEVER").put("last_updated", "2026-03-01T09:31:00"))
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(pair.cpo().only("PUT", "tokens").text()).contains("\"2026-03-01T09:31:00\"");
    }
}
