package org.roaminghub.app.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.HubApplication;
import org.roaminghub.app.OneLogging;
import org.roaminghub.app.TestFolders;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One hub for all tests of the admin API in this JVM: on free ports, with an embedded PostgreSQL in a folder of its own. */
final class RunningHub {

    static final String TOKEN = "first-administrator-of-the-test";
    /** Tests of it follow each other: some of them build views again. */
    static final String ONLY = "the hub of the admin tests";

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static @Nullable RunningHub only;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final ConfigurableApplicationContext context;
    private final Recordings recordings;
    final String url;

    private RunningHub() throws IOException {
        Path folder = TestFolders.make("hub-admin-test");
        System.setProperty("axoniq.update-checker.disabled", "true");
        OneLogging.use();
        context = new SpringApplication(HubApplication.class)
                .run(
                        "--hub.data-dir=" + folder,
                        "--hub.port=0",
                        "--hub.management-port=0",
                        "--hub.ocpp-port=0",
                        "--hub.public-url=http://localhost:1",
                        "--hub.admin-token=" + TOKEN);
        url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        recordings = new Recordings(context.getBean(Recorder.class));
        context.getBean(Commands.class).handledBy(recordings);
    }

    static synchronized RunningHub get() {
        try {
            RunningHub hub = only;
            if (hub == null) {
                hub = new RunningHub();
                only = hub;
            }
            return hub;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String managementUrl() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.management.port");
    }

    JdbcTemplate jdbc() {
        return bean(JdbcTemplate.class);
    }

    Privacy privacy() {
        return bean(Privacy.class);
    }

    // --- recording --------------------------------------------------------------------------------------------------

    /** What a test records; made inside the command, where subjects can be found or made. */
    interface Story {
        List<Fact> facts(Privacy privacy);
    }

    record Tell(Story story, Privacy privacy) implements Command<Integer> {}

    static final class Recordings {
        private final Recorder recorder;

        Recordings(Recorder recorder) {
            this.recorder = recorder;
        }

        @CommandHandler
        int handle(Tell command) {
            List<Fact> facts = command.story.facts(command.privacy);
            facts.forEach(recorder::record);
            return facts.size();
        }
    }

    void record(Story story) {
        bean(Commands.class).send(new Tell(story, privacy()));
    }

    // --- calling ----------------------------------------------------------------------------------------------------

    /** An answer of the API; {@code body} is JSON null when there was none. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        JsonNode items() {
            return body.path("items");
        }

        String detail() {
            return body.path("detail").asString("");
        }
    }

    Answer get(String path) {
        return call("GET", path, null, TOKEN);
    }

    Answer get(String path, String token) {
        return call("GET", path, null, token);
    }

    Answer post(String path, @Nullable String body) {
        return call("POST", path, body, TOKEN);
    }

    Answer call(String method, String path, @Nullable String body, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            JsonNode read =
                    answer.body().isEmpty() || !type.contains("json") ? json.nullNode() : json.readTree(answer.body());
            return new Answer(answer.statusCode(), read, answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All items over as many pages as it takes. */
    List<JsonNode> all(String path, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            Answer page = get(path + (path.contains("?") ? "&" : "?") + "limit=" + limit + after);
            if (page.status() != 200) {
                throw new IllegalStateException(path + ": " + page.raw().body());
            }
            page.items().forEach(items::add);
            JsonNode next = page.body().get("next");
            after = next == null ? "" : "&after=" + next.asString();
        } while (!after.isEmpty());
        return items;
    }

    /** Asks again until it fits: views follow the store within moments. Fails with the last value when it never does. */
    static <T> T until(Supplier<T> ask, Predicate<T> fits) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .until(ask::get, fits);
    }
}
