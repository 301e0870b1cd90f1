package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer;
import tools.jackson.databind.node.ObjectNode;

/** As {@link BadPartnersTest}, of the modules that are passed straight on to a CPO or an eMSP of 2.3.0. */
class BadPartnersOfEveryModuleTest extends OutsideTest {

    private static final String SECRET = "SECRET";
    /** Bytes: the 8 MiB that an answer may have, and what lies in buffers. */
    private static final long MOST_OF_A_FLOOD = 24L * 1024 * 1024;

    private Partner modern(String role) {
        Partner partner = planned(role).offers("2.3.0", "invoicereconciliation", "payments", "bookings");
        partner.register().ok();
        return partner;
    }

    /** What an eMSP asks of a CPO, by name; each goes straight to it. */
    private static Map<String, Supplier<Answer>> calls(Partner emsp, Party cpo) {
        Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();
        calls.put("locations", () -> emsp.ask("GET", "locations/SENDER").to(cpo).send());
        calls.put(
                "location",
                () -> emsp.ask("GET", "locations/SENDER", "L-17").to(cpo).send());
        calls.put("tariffs", () -> emsp.ask("GET", "tariffs/SENDER").to(cpo).send());
        calls.put("cdrs", () -> emsp.ask("GET", "cdrs/SENDER").to(cpo).send());
        calls.put(
                "sessions",
                () -> emsp.ask("GET", "sessions/SENDER")
                        .query("date_from=2026-01-01T00:00:00Z")
                        .to(cpo)
                        .send());
        calls.put(
                "token",
                () -> emsp.putToken(Messages.token(emsp.party(), Messages.uid()))
                        .to(cpo)
                        .send());
        calls.put(
                "START_SESSION",
                () -> emsp.command(
                                "START_SESSION",
                                Messages.startSession(Messages.token(emsp.party(), Messages.uid()), emsp.callback()))
                        .to(cpo)
                        .send());
        calls.put(
                "profile",
                () -> emsp.setProfile("S-1", Messages.setProfile(emsp.callback()))
                        .to(cpo)
                        .send());
        calls.put(
                "preferences",
                () -> emsp.prefer("S-1", "{\"profile_type\": \"GREEN\"}")
                        .to(cpo)
                        .send());
        calls.put(
                "invoices",
                () -> emsp.ask("GET", "invoicereconciliation/SENDER").to(cpo).send());
        calls.put("bookings", () -> emsp.ask("GET", "bookings/SENDER").to(cpo).send());
        calls.put(
                "invoice",
                () -> emsp.ask("POST", "invoicereconciliation/RECEIVER")
                        .to(cpo)
                        .body(invoice(emsp))
                        .send());
        return calls;
    }

    private static ObjectNode invoice(Partner emsp) {
        return Messages.json(
                """
            {"country_code": "%s", "party_id": "%s", "id": "%s", "invoice_id": "I-1", "cdrs": ["C-1"], "last_updated": "%s"}""".formatted(emsp.party().country(), emsp.party().id(), Messages.unique("R"), Messages.hoursAgo(1)));
    }

    /** The hub's own word that there was no answer: in the envelope, or of commands where a CPO would say no. */
    private static void noAnswer(String what, Answer answer) {
        answer.orderly();
        assertThat(answer.text()).as(what).doesNotContain(SECRET);
        assertThat(answer.code() == 4000
                        || answer.data().path("result").asString("").equals("REJECTED"))
                .as(what + ": " + answer.said())
                .isTrue();
    }

    @Test
    @DisplayName(
            "nonsense, errors and redirects instead of an answer, in every module: no answer, and nothing passed on")
    void nonsense() {
        Partner cpo = modern("CPO");
        Partner emsp = modern("EMSP");
        pair(cpo, emsp);
        try (ScriptedPeer elsewhere = new ScriptedPeer()) {
            for (ScriptedPeer.Answer answer : List.of(
                    ScriptedPeer.Answer.json(200, "<html>SECRET</html>"),
                    ScriptedPeer.Answer.json(200, "{\"data\": \"SECRET\", \"status_code\": 9999}"),
                    ScriptedPeer.Answer.json(500, SECRET),
                    new ScriptedPeer.Answer.Plain(307, Map.of("Location", elsewhere.url() + "/inner"), new byte[0]))) {
                cpo.always(answer);
                calls(emsp, cpo.party()).forEach((what, call) -> noAnswer(what, call.get()));
            }
            assertThat(elsewhere.received()).isEmpty();
        }
        cpo.back();
        emsp.ask("GET", "locations/SENDER").to(cpo.party()).send().ok();
    }

    @Test
    @DisplayName("an answer of 100 MB, in every module: not read to its end, no answer, and the next one is good")
    void floods() {
        Partner cpo = modern("CPO");
        Partner emsp = modern("EMSP");
        pair(cpo, emsp);
        cpo.always(new ScriptedPeer.Answer.Flood(100L * 1024 * 1024));
        Instant begun = Instant.now();
        calls(emsp, cpo.party()).forEach((what, call) -> {
            long before = cpo.peer.flooded();
            noAnswer(what, call.get());
            assertThat(cpo.peer.flooded() - before).as(what).isLessThan(MOST_OF_A_FLOOD);
        });
        // Were each waited for until its deadline, they would take two minutes.
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
        cpo.back();
        emsp.ask("GET", "tariffs/SENDER").to(cpo.party()).send().ok();
    }

    @Test
    @DisplayName("a page whose next one lies elsewhere is not passed on: the client would show its credential there")
    void foreignPages() {
        Partner cpo = modern("CPO");
        Partner emsp = modern("EMSP");
        pair(cpo, emsp);
        for (String module : List.of("locations", "tariffs", "cdrs", "invoicereconciliation")) {
            cpo.answers(
                    "GET",
                    module,
                    r -> Partner.reply(r, 200, 1000, "[]", "Link", "<http://169.254.169.254/latest>; rel=\"next\""));
            Answer answer = emsp.ask("GET", module + "/SENDER").to(cpo.party()).send();
            answer.orderly();
            assertThat(String.valueOf(answer.header("Link"))).doesNotContain("169.254");
            assertThat(answer.code()).isEqualTo(4000);
        }
    }
}
