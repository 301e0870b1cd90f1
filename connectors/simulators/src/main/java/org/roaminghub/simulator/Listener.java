package org.roaminghub.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback that can be closed and opened again on the port it had. */
final class Listener implements AutoCloseable {

    private static final int BACKLOG = 128;

    /** Below the ports of outgoing connections (Linux from 32768 on): one of those would take it while this one is closed. */
    private static final int FIRST_PORT = 10_000;

    private static final int LAST_PORT = 30_000;
    private static final int MAX_TRIES = 100;

    static {
        // The JDK's server otherwise waits for acknowledgements between headers and body: up to 40 ms an answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Handler handler;
    private int port;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** {@code port} 0 takes a free one. */
    Listener(int port, Handler handler) {
        this.port = port;
        this.handler = handler;
    }

    /** Answers one request; what it throws becomes HTTP 500. */
    interface Handler {
        Reply answer(Call call) throws Exception;
    }

    synchronized void open() throws IOException {
        if (server != null) {
            return;
        }
        var opened = port == 0 ? onAFreePort() : on(port);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        opened.setExecutor(threads);
        opened.createContext("/", this::handle);
        opened.start();
        port = opened.getAddress().getPort();
        server = opened;
    }

    private static HttpServer onAFreePort() throws IOException {
        for (var tries = 1; ; tries++) {
            try {
                return on(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            } catch (BindException taken) {
                if (tries == MAX_TRIES) {
                    throw taken;
                }
            }
        }
    }

    private static HttpServer on(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    }

    /** Drops every connection at once, also those in the middle of a request: as when the machine goes away. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    synchronized boolean isOpen() {
        return server != null;
    }

    synchronized String url() {
        return "http://127.0.0.1:" + port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = replyTo(exchange);
            var bytes = Wire.write(reply.body());
            var headers = exchange.getResponseHeaders();
            reply.headers().forEach(headers::set);
            headers.set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(reply.http(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply replyTo(HttpExchange exchange) throws IOException {
        try {
            return handler.answer(Call.of(exchange));
        } catch (Call.Unreadable e) {
            return Reply.ocpi(400, Reply.INVALID, e.getMessage(), null);
        } catch (IllegalArgumentException e) {
            return Reply.ocpi(400, Reply.INVALID, String.valueOf(e.getMessage()), null);
        } catch (InterruptedException e) {
            throw new IOException("closed while it was answering", e);
        } catch (Exception e) {
            return Reply.ocpi(500, 3000, e.getClass().getSimpleName() + ": " + e.getMessage(), null);
        }
    }
}
