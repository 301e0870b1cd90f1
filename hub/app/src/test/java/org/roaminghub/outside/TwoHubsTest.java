package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.bench.site.FreePort;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A second hub behind the first: each is a platform of the other that speaks for the parties behind it. */
class TwoHubsTest extends OutsideTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    @DisplayName("HUB-34 two hubs in a row: TO and FROM are those of the end parties on every leg, there and back")
    void inARow() throws IOException {
        try (LiveHub far = LiveHub.start(folder, FreePort.next(), "--hub.party=NL*HB2")) {
            Partner cpo = planned("CPO").offers("2.3.0");
            cpo.register().ok();
            try (Partner emsp = Partner.planned(far, Partner.party("EMSP")).offers("2.3.0")) {
                emsp.register().ok();
                behindEachOther(far, cpo.party(), emsp.party());
                crosses(cpo, emsp);
            }
        }
    }

    /** The near hub knows the far one as a platform of the eMSP, the far hub the near one as one of the CPO. */
    private void behindEachOther(LiveHub far, Party cpo, Party emsp) {
        hub.agree(cpo, emsp, null);
        far.agree(cpo, emsp, null);
        JsonNode near = far.done("POST", "/platforms", platform("near hub", cpo));
        String there = hub.done("POST", "/platforms", platform("far hub", emsp))
                .path("platform_id")
                .asString();
        hub.done(
                "POST",
                "/platforms/" + there + "/register",
                "{\"versions_url\": \"" + far.versionsUrl() + "\", \"token\": \""
                        + near.path("ocpi").path("registration_token").asString() + "\"}");
        assertThat(hub.get("/platforms/" + there).path("status").asString()).isEqualTo("CONNECTED");
        assertThat(far.get("/platforms/" + near.path("platform_id").asString())
                        .path("status")
                        .asString())
                .isEqualTo("CONNECTED");
    }

    private static String platform(String name, Party party) {
        return """
            {"name": "%s", "protocol": "OCPI", "parties": [{"role": "%s", "party": "%s", "name": "behind"}]}""".formatted(name, party.role(), party.star());
    }

    private static void crosses(Partner cpo, Partner emsp) {
        ObjectNode card = emsp.card("NEVER");
        Ask ask = cpo.authorize(card.path("uid").asString()).to(emsp.party());
        Answer allowed = ask.send().ok();
        assertThat(allowed.data().path("allowed").asString()).isEqualTo("ALLOWED");
        answered(allowed, emsp.party(), cpo.party());
        assertThat(allowed.header("X-Request-ID")).isEqualTo(ask.header("X-Request-ID"));
        Received asked = emsp.only("POST", "tokens");
        routed(asked, cpo.party(), emsp.party());
        assertThat(asked.headers())
                .containsEntry("x-correlation-id", ask.header("X-Correlation-ID"))
                .doesNotContainEntry("x-request-id", ask.header("X-Request-ID"));

        ObjectNode session = Messages.session(cpo.party(), card, Messages.unique("S"));
        session.remove("total_cost");
        answered(cpo.putSession(session).to(emsp.party()).send().ok(), emsp.party(), cpo.party());
        Received put = emsp.only("PUT", "sessions");
        routed(put, cpo.party(), emsp.party());
        assertThat(put.path()).startsWith("/receiver/sessions/DE/" + cpo.party().id());
        ObjectNode cdr = Messages.cdr(cpo.party(), card, Messages.unique("C"));
        cdr.set("total_cost", Messages.json("{\"before_taxes\": 3.3}"));
        cpo.postCdr(cdr).send().ok();
        routed(emsp.only("POST", "cdrs"), cpo.party(), emsp.party());

        emsp.ask("GET", "sessions/SENDER")
                .query("date_from=2026-01-01T00:00:00Z")
                .to(cpo.party())
                .send()
                .ok();
        routed(cpo.only("GET", "sessions"), emsp.party(), cpo.party());
        emsp.putToken(card).to(cpo.party()).send().ok();
        routed(cpo.only("PUT", "tokens"), emsp.party(), cpo.party());
    }
}
