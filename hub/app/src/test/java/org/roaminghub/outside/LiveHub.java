package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.HubApplication;
import org.roaminghub.app.OneLogging;
import org.roaminghub.app.TestFolders;
import org.roaminghub.bench.site.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * The whole hub with a PostgreSQL of its own, on free ports of loopback. Tests talk to it by HTTP only: as partners and by the
 * admin API.
 */
final class LiveHub implements AutoCloseable {

    /** The hub itself. */
    static final Party SELF = new Party("HUB", "DE", "HUB");

    static final String ADMIN_TOKEN = "administrator-of-the-outside-tests";
    /** An eMSP has more time to answer than the three seconds of the hub: a machine may stand still for so long. */
    static final String USUAL_TERMS = "{\"authorize_deadline_ms\": 20000}";

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration SETTLED = Duration.ofMillis(150);
    private static @Nullable LiveHub shared;

    private final ConfigurableApplicationContext context;
    private final ByteArrayOutputStream printed;
    final Path folder;
    final int port;
    /** Where stations come to. */
    final int ocppPort;

    private LiveHub(Path folder, int port, ByteArrayOutputStream printed, String... more) {
        this.folder = folder;
        this.port = port;
        this.ocppPort = FreePort.next();
        this.printed = printed;
        System.setProperty("axoniq.update-checker.disabled", "true");
        OneLogging.use();
        this.context = new SpringApplication(HubApplication.class)
                .run(Stream.concat(
                                settings(folder, port, ocppPort).filter(usual -> !replaces(more, usual)),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static boolean replaces(String[] more, String usual) {
        String name = usual.substring(0, usual.indexOf('=') + 1);
        return Stream.of(more).anyMatch(setting -> setting.startsWith(name));
    }

    private static Stream<String> settings(Path folder, int port, int ocppPort) {
        return Stream.of(
                "--hub.data-dir=" + folder,
                "--hub.port=" + port,
                "--hub.management-port=0",
                "--hub.ocpp-port=" + ocppPort,
                "--hub.public-url=http://127.0.0.1:" + port,
                "--hub.admin-token=" + ADMIN_TOKEN,
                // Longer than a machine may stand still between two messages of a station.
                "--hub.station-end-wait=8s",
                "--hub.station-gap-wait=8s",
                "--hub.station-cost-every=1s",
                "--hub.station-look-wait=0s",
                // Else a client that says nothing is waited for longer than these tests are.
                "--server.tomcat.connection-timeout=5s");
    }

    /** One for all tests in this JVM; it ends with it. */
    static synchronized LiveHub shared() {
        LiveHub hub = shared;
        if (hub == null) {
            try {
                hub = start(TestFolders.make("hub-outside"), FreePort.next());
                shared = hub;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return hub;
    }

    /** {@code more}: further settings, as {@code --hub.rate-limit=5}. */
    static LiveHub start(Path folder, int port, String... more) {
        return new LiveHub(folder, port, Console.keep(), more);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String versionsUrl() {
        return url() + "/ocpi/versions";
    }

    /** What the hub has printed since it was started. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    // --- admin API --------------------------------------------------------------------------------------------------

    Answer admin(String method, String path, @Nullable String body) {
        return Http.call(
                method,
                url() + "/api/v1" + path,
                body == null ? null : Http.utf8(body),
                "Authorization",
                "Bearer " + ADMIN_TOKEN,
                "Content-Type",
                "application/json");
    }

    /** Fails unless it was done. */
    JsonNode done(String method, String path, @Nullable String body) {
        Answer answer = admin(method, path, body);
        assertThat(answer.http()).as(answer::said).isBetween(200, 299);
        return answer.body();
    }

    JsonNode get(String path) {
        return done("GET", path, null);
    }

    /** All pages of a list as it is just now, which may lack what was decided a moment ago: views follow the store. */
    private List<JsonNode> pages(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=1000" + next);
            page.path("items").forEach(items::add);
            next = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return items;
    }

    /**
     * All pages of a list when every projection has seen all that is stored by now. A change that others are still committing
     * hides what came after it for a moment, so what counts is what stays.
     */
    List<JsonNode> list(String path) {
        long head = get("/status").path("last_position").asLong();
        until(
                () -> get("/status"),
                s -> s.path("last_position").asLong() - s.path("projection_lag").asLong() >= head);
        AtomicReference<List<JsonNode>> before = new AtomicReference<>();
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(SETTLED)
                .until(() -> pages(path), items -> items.equals(before.getAndSet(items)));
    }

    /** The list once it fits. */
    List<JsonNode> listWhen(String path, Predicate<List<JsonNode>> fits) {
        return until(() -> pages(path), fits);
    }

    /** The only one, with all that is stored by the time it is there: each view sees it at its own pace. */
    JsonNode onlyOf(String path) {
        listWhen(path, items -> items.size() == 1);
        List<JsonNode> items = list(path);
        assertThat(items).as(path).hasSize(1);
        return items.getFirst();
    }

    /** Names of the events that mention the party. */
    List<String> eventsOf(Party party) {
        return list("/history?party=" + party.star()).stream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    /** Asks again until it fits; fails with the last value when it never does. */
    static <T> T until(Supplier<T> ask, Predicate<T> fits) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(ask::get, fits);
    }

    /**
     * Signs an agreement on everything that has been in force for a month. {@code terms} is JSON, or null for the usual ones with
     * more time to answer: a machine that stood still for three seconds is no eMSP that is silent.
     */
    void agree(Party cpo, Party emsp, @Nullable String terms) {
        done(
                "POST",
                "/agreements",
                "{\"cpo\":\"" + cpo.star() + "\",\"emsp\":\"" + emsp.star() + "\",\"valid_from\":\""
                        + Messages.ago(Duration.ofDays(30)) + "\""
                        + ",\"terms\":" + (terms == null ? USUAL_TERMS : terms) + "}");
    }

    @Override
    public void close() {
        context.close();
    }
}
