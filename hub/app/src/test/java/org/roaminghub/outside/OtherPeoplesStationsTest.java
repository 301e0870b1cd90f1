package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.roaminghub.testkit.ScriptedPeer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stations made of other people's libraries, in {@code src/test/js/ocpp}: each of its checks is a test here. Without Node, or
 * without a registry to get the libraries from, they are left out and the build says so; where CI is true it fails.
 */
class OtherPeoplesStationsTest extends OutsideTest {

    private static final int CARDS = 300;
    private static final int CHECKS_S = 480;

    @TestFactory
    Stream<DynamicTest> checks() throws IOException, InterruptedException {
        StationLibraries.prepare();
        Partner emsp = connected("EMSP");
        hub.agree(LiveHub.SELF, emsp.party(), null);
        emsp.peer.when(r -> r.path().startsWith("/told/"), r -> told(emsp, r.path()));
        String printed = StationLibraries.run(List.of("node", "run.mjs"), CHECKS_S, settings(emsp))
                .printed();
        List<JsonNode> results = printed.lines()
                .filter(line -> line.startsWith("{\"id\""))
                .map(Http::read)
                .toList();
        assertThat(results).as(printed).isNotEmpty();
        List<DynamicTest> tests = new ArrayList<>();
        results.forEach(result -> tests.add(DynamicTest.dynamicTest(
                result.path("id").asString() + " " + result.path("title").asString(),
                () -> assertThat(result.path("ok").asBoolean())
                        .as(result.path("why").asString())
                        .isTrue())));
        tests.add(DynamicTest.dynamicTest(
                "OCPP-65 no password of these stations is in what the hub has printed",
                () -> assertThat(hub.printed()).doesNotContainPattern("Pw[0-9A-F]{18}|Authorization: Basic")));
        return tests.stream();
    }

    /** What came at {@code /callback/x} is read at {@code /told/x}. */
    private static ScriptedPeer.Answer told(Partner emsp, String path) {
        ArrayNode bodies = Http.JSON.createArrayNode();
        emsp.peer.received().stream()
                .filter(r -> r.path().equals(path.replaceFirst("/told/", "/callback/")))
                .forEach(r -> bodies.add(Http.read(r.text())));
        return ScriptedPeer.Answer.json(200, bodies.toString());
    }

    private String settings(Partner emsp) {
        ObjectNode world = Messages.json("{}")
                .put("hub", hub.url())
                .put("ocpp", "ws://127.0.0.1:" + hub.ocppPort + "/ocpp")
                .put("admin", LiveHub.ADMIN_TOKEN)
                .put("callback", emsp.peer.url() + "/callback")
                .put("told", emsp.peer.url() + "/told");
        ArrayNode cards = world.putArray("cards");
        IntStream.range(0, CARDS).parallel().mapToObj(i -> emsp.card("ALWAYS")).forEach(card -> {
            emsp.putToken(card).send().ok();
            synchronized (cards) {
                cards.add(card.path("uid").asString());
            }
        });
        world.putObject("emsp")
                .put("country", emsp.party().country())
                .put("party", emsp.party().id())
                .put("token", emsp.theirs)
                .put("commands", emsp.endpoint("commands/RECEIVER"))
                .put("profiles", emsp.endpoint("chargingprofiles/RECEIVER"));
        return world.toString();
    }
}
