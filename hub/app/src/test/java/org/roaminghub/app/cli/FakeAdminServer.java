package org.roaminghub.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** The admin API as far as the commands need it: answers what a test scripts, and keeps what it was asked. */
final class FakeAdminServer implements AutoCloseable {

    static final String TOKEN = "admin-token-of-the-test";

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Scripted>> answers = new HashMap<>();
    private final HttpServer server;

    FakeAdminServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    record Asked(String method, String path, JsonNode body) {}

    private record Scripted(int status, String body) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer to this, {@code GET /platforms} say; the last one stays. */
    FakeAdminServer on(String methodAndPath, int status, String body) {
        answers.computeIfAbsent(methodAndPath, m -> new ArrayDeque<>()).add(new Scripted(status, body));
        return this;
    }

    Asked last() {
        return asked.getLast();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var bytes = exchange.getRequestBody().readAllBytes();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    path.replaceFirst("^/api/v1", ""),
                    bytes.length == 0 ? Json.object() : Json.read(bytes)));
            var authorized =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var scripted = path.startsWith("/api/v1") && !authorized
                    ? new Scripted(401, "{\"title\":\"Unauthorized\",\"detail\":\"The token is not known.\"}")
                    : scripted(exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath().replaceFirst("^/api/v1", ""));
            var body = scripted.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(scripted.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Scripted scripted(String methodAndPath) {
        var queue = answers.getOrDefault(methodAndPath, new ArrayDeque<>());
        if (queue.isEmpty()) {
            return new Scripted(404, "{\"title\":\"Not Found\"}");
        }
        return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
