package org.roaminghub.app.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** A simulated partner in a process of its own, and the orders it takes. It ends when this process does, however that ends. */
final class PartnerProcess implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8");
    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final Duration ORDER_WITHIN = Duration.ofSeconds(150);
    private static final long STOPS_WITHIN_S = 5;
    /** Longer than any scene: what is started from afar is ended from afar. */
    private static final int STATION_CHARGES_S = 120;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Who who;
    private final Process process;
    private final JsonNode description;

    /** {@code role} as the command line names it: cpo or emsp; {@code version} of OCPI. */
    record Who(String role, String party, String name, int cards, String version) {}

    private PartnerProcess(Who who, Process process, JsonNode description) {
        this.who = who;
        this.process = process;
        this.description = description;
    }

    /** Throws IllegalStateException when it doesn't come up. */
    static PartnerProcess start(Program program, Who who, Path logs) throws InterruptedException {
        Process process;
        try {
            Files.createDirectories(logs);
            var log = logs.resolve("partner-" + who.party().replace('*', '-') + ".log");
            var args = new ArrayList<>(List.of(
                    "simulate",
                    who.role(),
                    "--party",
                    who.party(),
                    "--name",
                    who.name(),
                    "--ocpi",
                    who.version(),
                    "--json",
                    "--child"));
            if (who.cards() > 0) {
                args.addAll(List.of("--cards", String.valueOf(who.cards())));
            }
            process = new ProcessBuilder(program.command(FLAGS, args))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new PartnerProcess(who, process, firstLine(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A charging station of the hub's own party, which enters itself there. {@code version} of OCPP. */
    static PartnerProcess station(Program program, HubProcess hub, String party, String version, Path logs)
            throws InterruptedException {
        try {
            Files.createDirectories(logs);
            var log = logs.resolve("station-" + version + ".log");
            var args = List.of(
                    "simulate",
                    "station",
                    "--party",
                    party,
                    "--ocpp",
                    version,
                    "--url",
                    hub.url(),
                    "--address",
                    hub.stationsUrl(),
                    "--charge-s",
                    String.valueOf(STATION_CHARGES_S),
                    "--control-port",
                    "0",
                    "--json",
                    "--child");
            var builder = new ProcessBuilder(program.command(FLAGS, args))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("HUB_ADMIN_TOKEN", hub.adminToken());
            var process = builder.start();
            var description = firstLine(process, log);
            return new PartnerProcess(
                    new Who("station", Json.text(description, "station_id"), "OCPP " + version, 0, version),
                    process,
                    description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said of itself when it came up. */
    String said(String field) {
        return Json.text(description, field);
    }

    /** What it says about itself; the rest goes to its log. */
    private static JsonNode firstLine(Process process, Path log) throws InterruptedException {
        var first = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> drain(process, log, first));
        try {
            return Json.read(first.get(UP_WITHIN.toSeconds(), TimeUnit.SECONDS).getBytes(StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("a simulated partner did not come up; see " + log, e);
        }
    }

    private static void drain(Process process, Path log, CompletableFuture<String> first) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(log)) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!first.complete(line)) {
                    writer.write(line);
                    writer.newLine();
                    writer.flush();
                }
            }
        } catch (IOException e) {
            first.completeExceptionally(e);
        }
        first.completeExceptionally(new IOException("it ended at once"));
    }

    String party() {
        return who.party();
    }

    Who who() {
        return who;
    }

    String versionsUrl() {
        return Json.text(description, "versions_url");
    }

    String controlUrl() {
        return Json.text(description, "control_url");
    }

    /** What it is now; the registration token is good once only. */
    JsonNode state() {
        return ask("state");
    }

    /** A question; {@code name} may carry a query. */
    JsonNode ask(String name) {
        return send(name, null);
    }

    /** Throws OrderFailed when the partner could not do it. */
    JsonNode order(String name, JsonNode body) {
        return send(name, body);
    }

    /** How often a message of this kind about this thing arrived. */
    int copies(String method, String module, String id) {
        return ask("received?bodies=false&method=%s&module=%s&id=%s".formatted(method, module, id))
                .path("count")
                .asInt(0);
    }

    private JsonNode send(String name, @Nullable JsonNode body) {
        var request =
                HttpRequest.newBuilder(URI.create(controlUrl() + "/" + name)).timeout(ORDER_WITHIN);
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer = Json.read(response.body());
            if (response.statusCode() != 200) {
                throw new OrderFailed(party() + ": " + Json.text(answer, "error"));
            }
            return answer;
        } catch (IOException e) {
            throw new OrderFailed(party() + " takes no orders: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrderFailed(party() + ": interrupted");
        }
    }

    /** A partner could not do what it was told. */
    static final class OrderFailed extends RuntimeException {
        OrderFailed(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
