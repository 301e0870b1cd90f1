package org.roaminghub.app.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.HubUnreachable;

/** The hub in a process of its own, on its data folder; can be killed and started again on the same ports. */
final class HubProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseParallelGC");
    private static final int LOG_TAIL_LINES = 40;
    private static final int SEARCH_DEPTH = 4;
    private static final int KILLED = 128 + 9;

    private final Program program;
    private final Path dataDir;
    private final Map<String, String> environment;
    private final int port = freePort(8080);
    private final int managementPort = freePort(8081);
    private final int ocppPort = freePort(8180);
    private @Nullable Process process;
    private boolean closed;

    HubProcess(Program program, Path dataDir, Map<String, String> environment) {
        this.program = program;
        this.dataDir = dataDir;
        this.environment = environment;
    }

    String url() {
        return "http://localhost:" + port;
    }

    String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** Where stations come to. */
    String stationsUrl() {
        return "ws://localhost:" + ocppPort + "/ocpp";
    }

    Path log() {
        return dataDir.resolve("logs").resolve("hub.log");
    }

    synchronized long pid() {
        var running = process;
        return running == null ? -1 : running.pid();
    }

    /** Starts it and waits until it says that it is ready; gives how long that took. Throws IllegalStateException when not. */
    Duration start() throws InterruptedException {
        var started = System.nanoTime();
        var running = launch();
        try (var api = new AdminApi(url(), null)) {
            var ready = Waiting.until(READY_WITHIN, () -> !running.isAlive() || isReady(api), done -> done);
            if (!ready || !running.isAlive()) {
                throw new IllegalStateException(running.isAlive() ? "the hub is not ready in time" : "the hub ended");
            }
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private boolean isReady(AdminApi api) {
        try {
            return api.statusOf(managementUrl() + "/actuator/health/readiness") == 200;
        } catch (HubUnreachable e) {
            return false;
        }
    }

    private synchronized Process launch() {
        if (closed) {
            throw new IllegalStateException("the demo ends");
        }
        try {
            Files.createDirectories(log().getParent());
            var builder = new ProcessBuilder(program.command(FLAGS, List.of("start")));
            builder.environment().putAll(settings());
            for (var foreign :
                    List.of("HUB_DB_URL", "HUB_DB_USER", "HUB_DB_PASSWORD", "HUB_AXONSERVER", "HUB_KEY_FILE")) {
                builder.environment().remove(foreign);
            }
            var started = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = started;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("HUB_DATA_DIR", dataDir.toString());
        settings.put("HUB_PORT", String.valueOf(port));
        settings.put("HUB_MANAGEMENT_PORT", String.valueOf(managementPort));
        settings.put("HUB_OCPP_PORT", String.valueOf(ocppPort));
        settings.put("HUB_PUBLIC_URL", url());
        return settings;
    }

    /** The administrator's token: the one that was set, else the one the hub made for itself. */
    String adminToken() {
        var set = environment.getOrDefault("HUB_ADMIN_TOKEN", "");
        if (!set.isBlank()) {
            return set;
        }
        try {
            return Files.readString(dataDir.resolve("admin-token")).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the hub made no administrator's token in " + dataDir, e);
        }
    }

    /** As a power cut would: no hook runs, nothing is written any more. */
    void kill() throws InterruptedException {
        var running = running();
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** The end of its log, to see why it failed. */
    List<String> logTail() {
        try {
            var lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
            return lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("no log: " + e.getMessage());
        }
    }

    /** Asks it to end; kills it when it doesn't, and then its database too, which it would have stopped. */
    @Override
    public void close() {
        Process running;
        synchronized (this) {
            closed = true;
            running = process;
            process = null;
        }
        if (running == null) {
            return;
        }
        var clean = false;
        running.destroy();
        try {
            clean = running.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS) && running.exitValue() != KILLED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!clean) {
            running.destroyForcibly();
            stopDatabase();
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    private void stopDatabase() {
        try (Stream<Path> files = Files.find(dataDir, SEARCH_DEPTH, (f, a) -> f.endsWith("postmaster.pid"))) {
            files.forEach(HubProcess::stopPostgres);
        } catch (IOException e) {
            // The folder is gone: so is the database.
        }
    }

    private static void stopPostgres(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile)) {
            lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(p -> p.info().command().orElse("").contains("postgres"))
                    .ifPresent(ProcessHandle::destroy);
        } catch (IOException | NumberFormatException e) {
            // No readable pid: nothing that we could stop.
        }
    }

    private static int freePort(int preferred) {
        for (var candidate : new int[] {preferred, 0}) {
            try (var socket = new ServerSocket(candidate, 1, InetAddress.ofLiteral("0.0.0.0"))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken; the next try takes any.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
