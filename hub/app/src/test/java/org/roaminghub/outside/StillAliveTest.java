package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.bench.site.FreePort;
import org.roaminghub.testkit.ScriptedPeer.Received;

/** A hub that asks who has been silent for a second: OCPI 2.2.1 ch. 14, still alive check. */
class StillAliveTest {

    @TempDir
    private Path folder = Path.of("unset");

    private static long asked(Partner partner) {
        return partner.peer.received().stream()
                .map(Received::path)
                .filter("/versions"::equals)
                .count();
    }

    private static String status(Partner partner) {
        return partner.hub.get("/platforms/" + partner.platform).path("status").asString();
    }

    @Test
    @DisplayName("HUB-57 who is silent is asked for its versions; who fails is OFFLINE, until its next message."
            + " HUB-59 to an OFFLINE party the hub says 4003 without trying")
    void silence() throws IOException {
        try (LiveHub hub = LiveHub.start(folder, FreePort.next(), "--hub.still-alive=1s");
                Partner cpo = Partner.cpo(hub);
                Partner emsp = Partner.emsp(hub)) {
            hub.agree(cpo.party(), emsp.party(), null);
            LiveHub.until(() -> asked(emsp), count -> count >= 3);
            assertThat(status(emsp)).isEqualTo("CONNECTED");

            emsp.down();
            LiveHub.until(() -> status(emsp), "OFFLINE"::equals);
            assertThat(status(cpo)).isEqualTo("CONNECTED");
            String uid = emsp.card("NEVER").path("uid").asString();
            cpo.authorize(uid).to(emsp.party()).send().refused(200, 4003);
            cpo.ask("GET", "tokens/SENDER").to(emsp.party()).send().refused(200, 4003);
            assertThat(emsp.peer.received().stream().map(Received::path)).noneMatch(path -> path.contains("/tokens"));

            emsp.back();
            emsp.get(hub.versionsUrl(), emsp.theirs).ok();
            LiveHub.until(() -> status(emsp), "CONNECTED"::equals);
            cpo.authorize(uid).to(emsp.party()).send().ok();
        }
    }
}
