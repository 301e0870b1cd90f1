package org.roaminghub.bench.site;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The hub's projections by its admin API. */
public final class Projections {

    private static final long POLL_MS = 25;

    private final HubAdmin admin;

    public Projections(HubAdmin admin) {
        this.admin = admin;
    }

    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        admin.get("/projections")
                .path("items")
                .forEach(item -> names.add(item.path("name").asString()));
        return names;
    }

    /** Replays one and waits for its end; the time from the call to the end. */
    public Duration replay(String name, Duration limit) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        admin.post(path(name) + "/replay", "");
        await(name, limit, Projections::replayed);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Waits until every projection has seen every event. */
    public void awaitCaughtUp(Duration limit) throws IOException, InterruptedException {
        for (String name : names()) {
            await(name, limit, state -> replayed(state) && state.path("lag").asLong(0) == 0);
        }
    }

    private void await(String name, Duration limit, Predicate<JsonNode> reached)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!reached.test(admin.get(path(name)))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("projection " + name + " didn't get there within " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static boolean replayed(JsonNode state) {
        JsonNode progress = state.path("progress");
        return !state.path("replaying").asBoolean(false) && (!progress.isNumber() || progress.asDouble() >= 1);
    }

    private static String path(String name) {
        return "/projections/" + HubAdmin.encoded(name);
    }
}
