package org.roaminghub.app.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.ProgressBar;
import org.roaminghub.app.cli.client.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "replay", mixinStandardHelpOptions = true, description = "Rebuilds a projection from the events.")
final class ReplayCommand implements Callable<Integer> {

    private static final long ASK_EVERY_MS = 200;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "PROJECTION", description = "Its name; see hubctl projections.")
    private String projection = "";

    @Option(names = "--wait", description = "Wait until it is rebuilt, with a progress bar.")
    private boolean wait;

    @Override
    public Integer call() {
        return admin.run(api -> {
            var path = "/projections/" + AdminApi.encode(projection);
            var started = api.post(path + "/replay", Json.object());
            if (wait) {
                var last = follow(api, path);
                if (admin.json()) {
                    admin.print(last);
                }
            } else if (admin.json()) {
                admin.print(started);
            } else {
                admin.out().println(projection + " is being rebuilt");
            }
        });
    }

    private JsonNode follow(AdminApi api, String path) {
        var bar = admin.json()
                ? null
                : new ProgressBar(
                        admin.out(), Terminal.here(admin.environment()).rich());
        while (true) {
            var now = api.get(path);
            var progress = now.path("progress").asDouble(1);
            var replaying = now.path("replaying").asBoolean(progress < 1);
            if (bar != null) {
                bar.show(replaying ? progress : 1, speed(now));
            }
            if (!replaying) {
                if (bar != null) {
                    bar.end();
                }
                return now;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now;
            }
        }
    }

    private static String speed(JsonNode projection) {
        var speed = Json.text(projection, "events_per_s");
        var left = Json.text(projection, "time_left_s");
        return (speed.isEmpty() ? "" : speed + " events/s") + (left.isEmpty() ? "" : "  " + left + " s left");
    }
}
