package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import tools.jackson.databind.node.ObjectNode;

/** Partners that answer what nobody should: the caller hears a code of the hub, in time, and nothing else comes of it. */
class BadPartnersTest extends OutsideTest {

    private static final int PERIODS = 10_000;
    private static final long FLOOD = 100L * 1024 * 1024;

    /** One of each kind that goes straight to the receiver. */
    private List<Supplier<Answer>> calls(Pair pair) {
        Partner cpo = pair.cpo();
        Party emsp = pair.emsp().party();
        return List.of(
                () -> cpo.authorize(Messages.uid()).to(emsp).send(),
                () -> cpo.ask("GET", "tokens/SENDER").to(emsp).send(),
                () -> cpo.ask("GET", "sessions/RECEIVER", "DE", cpo.party().id(), "S")
                        .to(emsp)
                        .send());
    }

    @Test
    @DisplayName(
            "Not JSON, no envelope, a wrong one, an error of HTTP: 4000 whatever was asked, and nothing of it is passed on")
    void nonsense() {
        Pair pair = pair();
        for (ScriptedPeer.Answer answer : List.of(
                ScriptedPeer.Answer.json(200, "<html>SECRET</html>"),
                ScriptedPeer.Answer.json(200, "[\"SECRET\"]"),
                ScriptedPeer.Answer.json(200, "{\"data\": \"SECRET\"}"),
                ScriptedPeer.Answer.json(200, "{\"data\": \"SECRET\", \"status_code\": \"1000\"}"),
                ScriptedPeer.Answer.json(200, "{\"data\": \"SECRET\", \"status_code\": 9999}"),
                ScriptedPeer.Answer.json(200, "{\"data\": \"SECRET\", \"status_code\": 1000} trailing"),
                ScriptedPeer.Answer.json(200, "[".repeat(5_000)),
                ScriptedPeer.Answer.json(500, "SECRET"),
                new ScriptedPeer.Answer.Plain(200, Map.of(), new byte[0]),
                new ScriptedPeer.Answer.HangUp())) {
            pair.emsp().always(answer);
            for (Supplier<Answer> call : calls(pair)) {
                assertThat(call.get().refused(200, 4000).text()).doesNotContain("SECRET");
            }
        }
        pair.emsp().back();
        pair.cpo().ask("GET", "tokens/SENDER").to(pair.emsp().party()).send().ok();
    }

    @Test
    @DisplayName("A redirect is not followed, wherever it leads: 4000")
    void redirects() {
        Pair pair = pair();
        try (ScriptedPeer elsewhere = new ScriptedPeer()) {
            for (int http : List.of(301, 302, 303, 307, 308)) {
                pair.emsp()
                        .always(new ScriptedPeer.Answer.Plain(
                                http, Map.of("Location", elsewhere.url() + "/inner"), new byte[0]));
                for (Supplier<Answer> call : calls(pair)) {
                    call.get().refused(200, 4000);
                }
            }
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "An answer that never ends: 4002 when the time of the agreement is over; one of 100 MB: 4000, not read to its end")
    void endless() {
        Partner cpo = connected("CPO");
        Partner emsp = connected("EMSP");
        hub.agree(cpo.party(), emsp.party(), "{\"authorize_deadline_ms\": 500}");
        emsp.always(new ScriptedPeer.Answer.Drip(1_000_000));
        Instant begun = Instant.now();
        cpo.authorize(Messages.uid()).to(emsp.party()).send().refused(200, 4002);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));

        emsp.always(new ScriptedPeer.Answer.Flood(FLOOD));
        for (int i = 0; i < 5; i++) {
            cpo.ask("GET", "tokens/SENDER").to(emsp.party()).send().refused(200, 4000);
        }
        emsp.back();
        cpo.ask("GET", "tokens/SENDER").to(emsp.party()).send().ok();
    }

    private static String periods(int count) {
        String period = "{\"start_date_time\":\"" + Messages.hoursAgo(3)
                + "\",\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":0}]}";
        return "[" + String.join(",", Collections.nCopies(count, period)) + "]";
    }

    private static String with(ObjectNode object, int count) {
        return object.put("charging_periods", "[PERIODS]").toString().replace("\"[PERIODS]\"", periods(count));
    }

    @Test
    @DisplayName(
            "10,000 charging periods go through in a session and in a CDR; one more is over the limit and reaches nobody")
    void manyPeriods() {
        Pair pair = pair();
        ObjectNode session = session(pair).put("kwh", 0);
        String body = with(session, PERIODS);
        pair.cpo().putSession(session).body(body).send().ok();
        assertThat(pair.emsp().only("PUT", "sessions").text()).isEqualTo(body);
        ObjectNode more = session(pair);
        assertThat(pair.cpo()
                        .putSession(more)
                        .body(with(more, PERIODS + 1))
                        .send()
                        .code())
                .isEqualTo(2001);

        ObjectNode cdr = cdr(pair).put("total_energy", 0);
        String bill = with(cdr, PERIODS);
        pair.cpo().postCdr(cdr).body(bill).send().ok();
        assertThat(pair.emsp().only("POST", "cdrs").text()).isEqualTo(bill);
        assertThat(pair.cpo()
                        .postCdr(cdr(pair))
                        .body(with(cdr(pair), PERIODS + 1))
                        .send()
                        .code())
                .isEqualTo(2001);
        assertThat(pair.emsp().got("PUT", "sessions")).hasSize(1);
        assertThat(pair.emsp().got("POST", "cdrs")).hasSize(1);
    }
}
