package org.roaminghub.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.roaminghub.simulator.StationSocket.NoAnswer;
import org.roaminghub.simulator.StationSocket.Reaction;
import tools.jackson.databind.JsonNode;

/** A station's calls by SOAP, and a port of loopback for those of its central system (OCPP-S 1.5 and 1.6). */
final class SoapLink implements Link {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MEDIA = "application/soap+xml; charset=utf-8";
    private static final int OK = 200;

    private final SimulatedStation.Settings settings;
    private final BiFunction<String, JsonNode, Reaction> asked;
    private final SoapWords words;
    private final HttpServer server;
    private volatile boolean up = true;

    private SoapLink(
            SimulatedStation.Settings settings, BiFunction<String, JsonNode, Reaction> asked, HttpServer server) {
        this.settings = settings;
        this.asked = asked;
        this.words = new SoapWords(settings.version().equals("1.5S"));
        this.server = server;
    }

    static SoapLink open(SimulatedStation.Settings settings, BiFunction<String, JsonNode, Reaction> asked) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SoapLink made = new SoapLink(settings, asked, server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", made::serve);
            server.start();
            return made;
        } catch (IOException e) {
            throw new NoAnswer("no port: " + e.getMessage());
        }
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public JsonNode call(String action, JsonNode payload) {
        if (!up) {
            throw new NoAnswer("not connected");
        }
        String own = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String envelope = words.request(
                settings.id(), "urn:uuid:" + UUID.randomUUID(), action, own, words.place(settings.base()), payload);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(words.place(settings.base())))
                .timeout(PATIENCE)
                .header("Content-Type", MEDIA)
                .POST(HttpRequest.BodyPublishers.ofString(envelope));
        if (settings.password() != null) {
            byte[] login = (settings.id() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new NoAnswer(action + " was answered with HTTP " + answer.statusCode());
            }
            return words.read(answer.body()).payload();
        } catch (IOException e) {
            throw new NoAnswer(action + " was not answered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(action + " was interrupted");
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            SoapWords.Said said = words.read(exchange.getRequestBody().readAllBytes());
            Reaction reaction = asked.apply(said.action(), said.payload());
            byte[] answer = words.answer(said, reaction.answer()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", MEDIA);
            exchange.sendResponseHeaders(OK, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.getResponseBody().close();
            reaction.then().run();
        }
    }

    @Override
    public void cut() {
        close();
    }

    @Override
    public void close() {
        up = false;
        server.stop(0);
    }
}
