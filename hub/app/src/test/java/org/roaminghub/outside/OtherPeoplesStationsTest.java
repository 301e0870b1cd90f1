package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
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

    private static final Path SOURCES = Path.of("src/test/js/ocpp");
    private static final Path HERE = Path.of("target/ocpp-stations");
    private static final int CARDS = 300;
    private static final int NODE_NEEDED = 20;
    private static final int INSTALL_S = 180;
    private static final int CHECKS_S = 240;

    @TestFactory
    Stream<DynamicTest> checks() throws IOException, InterruptedException {
        prepare();
        Partner emsp = connected("EMSP");
        hub.agree(LiveHub.SELF, emsp.party(), null);
        emsp.peer.when(r -> r.path().startsWith("/told/"), r -> told(emsp, r.path()));
        String printed =
                run(List.of("node", "run.mjs"), CHECKS_S, settings(emsp)).printed();
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

    // --- Node

    private static void prepare() throws IOException, InterruptedException {
        if (nodeVersion() < NODE_NEEDED) {
            leaveOut("There is no Node " + NODE_NEEDED + " or later on this machine (node, npm).");
        }
        Path lock = HERE.resolve("package-lock.json");
        boolean there = Files.exists(HERE.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = HERE.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
        if (!there) {
            Ended ended = run(
                    List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"),
                    INSTALL_S,
                    "{}");
            if (ended.status() != 0) {
                leaveOut("npm ci failed: " + ended.printed());
            }
        }
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            String said =
                    run(List.of("node", "--version"), INSTALL_S, "{}").printed().strip();
            return said.matches("v\\d+\\..*") ? Integer.parseInt(said.substring(1, said.indexOf('.'))) : 0;
        } catch (IOException notThere) {
            return 0;
        }
    }

    private static void leaveOut(String why) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(why + " With CI=true the checks of src/test/js/ocpp may not be left out.");
        }
        System.out.println("LEFT OUT: the checks of hub/app/src/test/js/ocpp. " + why);
        Assumptions.abort(why);
    }

    private record Ended(int status, String printed) {}

    /** Both streams in one, by a file: a process that outlives its time leaves what it said. */
    private static Ended run(List<String> command, int seconds, String world) throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        Path log = HERE.toAbsolutePath().resolve(command.getFirst() + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(HERE.toFile()).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().put("HUB_CHECKS", world);
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new Ended(
                        -1, Files.readString(log, StandardCharsets.UTF_8) + "\nnot done within " + seconds + " s");
            }
            return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
