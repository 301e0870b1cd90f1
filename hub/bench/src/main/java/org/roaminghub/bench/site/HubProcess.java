package org.roaminghub.bench.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.wire.HttpCall;

/** A hub in a process of its own, on ports of its own that stay the same when it is started again. */
public final class HubProcess {

    private static final Duration STOP_TIME = Duration.ofSeconds(30);
    private static final long POLL_MS = 20;
    private static final int READY = 200;

    private final List<String> command;
    private final Path folder;
    private final String adminToken;
    private final int port = FreePort.next();
    private final int managementPort = FreePort.next();
    private final int ocppPort = FreePort.next();
    private final int tlsPort = FreePort.next();
    private final int certificatePort = FreePort.next();
    private final Map<String, String> more = new HashMap<>();
    private @Nullable Process process;
    private long startedNanos;

    /** A hub on this data folder; its output is appended to {@code bench-hub.log} beside it. */
    public HubProcess(List<String> command, Path folder, String adminToken) {
        this.command = command;
        this.folder = folder;
        this.adminToken = adminToken;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public int ocppPort() {
        return ocppPort;
    }

    /** For stations of security profile 2, once {@link #secured} was called. */
    public int tlsPort() {
        return tlsPort;
    }

    /** For stations of security profile 3, once {@link #secured} was called. */
    public int certificatePort() {
        return certificatePort;
    }

    /** From its next start on it has ports for stations with TLS. {@code authority}: who signs stations' certificates. */
    public synchronized void secured(Path certificate, Path key, Path authority) {
        more.put("HUB_OCPP_TLS_PORT", String.valueOf(tlsPort));
        more.put("HUB_OCPP_MTLS_PORT", String.valueOf(certificatePort));
        more.put("HUB_OCPP_TLS_CERTIFICATE", certificate.toString());
        more.put("HUB_OCPP_TLS_KEY", key.toString());
        more.put("HUB_OCPP_CLIENT_CA", authority.toString());
    }

    public Path log() {
        return folder.resolveSibling(folder.getFileName() + "-hub.log");
    }

    /** Starts the process and doesn't wait for it to be ready. */
    public synchronized void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> settings = builder.environment();
        settings.put("HUB_DATA_DIR", folder.toString());
        settings.put("HUB_PORT", String.valueOf(port));
        settings.put("HUB_MANAGEMENT_PORT", String.valueOf(managementPort));
        settings.put("HUB_OCPP_PORT", String.valueOf(ocppPort));
        settings.put("HUB_PUBLIC_URL", url());
        settings.put("HUB_ADMIN_TOKEN", adminToken);
        // What is measured is what the hub can take, not what it lets a partner send.
        settings.put("HUB_RATE_LIMIT", "0");
        settings.putAll(more);
        startedNanos = System.nanoTime();
        process = builder.start();
    }

    /** Waits for readiness; the time since the process was started, or an exception when it isn't ready in time. */
    public Duration awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready()) {
            if (!alive()) {
                throw new IOException("the hub ended while it started; see " + log());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the hub wasn't ready within " + limit.toSeconds() + " s; see " + log());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** True when the readiness probe says so. */
    public boolean ready() {
        URI probe = URI.create("http://localhost:" + managementPort + "/actuator/health/readiness");
        try {
            return HttpCall.send("GET", probe, List.of(), "").status() == READY;
        } catch (IOException notThere) {
            return false;
        }
    }

    public synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    public synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("the hub was never started");
        }
        return process.pid();
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        Process running = running();
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Ends it as Ctrl-C does; kills it when that takes too long. */
    public void stop() throws InterruptedException {
        stop(STOP_TIME);
    }

    public void stop(Duration limit) throws InterruptedException {
        Process running = running();
        if (running != null) {
            running.destroy();
            if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }
}
