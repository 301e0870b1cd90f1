package org.roaminghub.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A partner on a free loopback port that records what it gets and answers as the test says. The newest script wins. */
public final class ScriptedPeer implements AutoCloseable {

    /** As many may wait to be taken in: some tests call hundreds of times at once. */
    private static final int BACKLOG = 1_024;

    private static final int DRIP_MS = 20;
    private static final int FLOOD_BLOCK = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong flooded = new AtomicLong();

    public ScriptedPeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** One request as it came; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // compared byte by byte by the tests
    public record Received(
            String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How it answers. */
    public sealed interface Answer {
        @SuppressWarnings("ArrayRecordComponent") // written once
        record Plain(int status, Map<String, String> headers, byte[] body) implements Answer {}

        /** Reads the request and says nothing until the peer is closed. */
        record Silence() implements Answer {}

        /** Says nothing until the test lets it, and then this. */
        record Held(CountDownLatch until, Answer then) implements Answer {}

        /** Ends the connection without an answer. */
        record HangUp() implements Answer {}

        /** Promises a body and gives a byte of it every 20 ms. */
        record Drip(int bytes) implements Answer {}

        /** A body of blanks as long as that, which never lies in memory. */
        record Flood(long bytes) implements Answer {}

        static Answer json(int status, String body) {
            return new Plain(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Script(Predicate<Received> when, Function<Received, Answer> answer) {}

    /** Bytes that callers took of floods so far, with what lies in the sockets' buffers. */
    public long flooded() {
        return flooded.get();
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public ScriptedPeer when(Predicate<Received> when, Function<Received, Answer> answer) {
        scripts.addFirst(new Script(when, answer));
        return this;
    }

    public ScriptedPeer always(Answer answer) {
        return when(r -> true, r -> answer);
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The only request so far. */
    public Received only() {
        if (received.size() != 1) {
            throw new AssertionError("expected one request and got " + received.size());
        }
        return received.getFirst();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var request = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                exchange.getRequestBody().readAllBytes());
        received.add(request);
        Answer answer = scripts.stream()
                .filter(s -> s.when().test(request))
                .findFirst()
                .map(s -> s.answer().apply(request))
                .orElse(Answer.json(404, "{}"));
        try (exchange) {
            give(exchange, answer);
        } catch (IOException e) {
            // The hub went away, which is what some tests want.
            exchange.close();
        }
    }

    private void give(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Plain(int status, Map<String, String> headers, byte[] body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
            case Answer.Silence s -> awaitClose(Long.MAX_VALUE);
            case Answer.Held(CountDownLatch until, Answer then) -> {
                if (comes(until)) {
                    give(exchange, then);
                }
            }
            case Answer.HangUp h -> exchange.close();
            case Answer.Flood(long bytes) -> {
                exchange.sendResponseHeaders(200, bytes);
                byte[] block = new byte[FLOOD_BLOCK];
                Arrays.fill(block, (byte) ' ');
                for (long left = bytes; left > 0; left -= block.length) {
                    int part = (int) Math.min(left, block.length);
                    exchange.getResponseBody().write(block, 0, part);
                    flooded.addAndGet(part);
                }
            }
            case Answer.Drip(int bytes) -> {
                exchange.sendResponseHeaders(200, bytes);
                OutputStream out = exchange.getResponseBody();
                for (int i = 0; i < bytes && !awaitClose(DRIP_MS); i++) {
                    out.write(' ');
                    out.flush();
                }
            }
        }
    }

    /** False when the peer is closed before. */
    private static boolean comes(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean awaitClose(long ms) {
        try {
            return closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
