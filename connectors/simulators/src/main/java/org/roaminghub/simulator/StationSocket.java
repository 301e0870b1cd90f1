package org.roaminghub.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One socket of a station to its central system: calls in both directions (OCPP-J §4). */
final class StationSocket implements WebSocket.Listener, Link {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALL = 2;
    private static final int RESULT = 3;

    /** What the station answers, and what it does once that is said. */
    record Reaction(ObjectNode answer, Runnable then) {}

    /** The other side did not answer, or with an error; or there is no other side. */
    static final class NoAnswer extends RuntimeException {
        NoAnswer(String why) {
            super(why);
        }
    }

    private final BiFunction<String, JsonNode, Reaction> asked;
    private final Runnable whenGone;
    private final Map<String, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private volatile boolean up;

    private StationSocket(BiFunction<String, JsonNode, Reaction> asked, Runnable whenGone) {
        this.asked = asked;
        this.whenGone = whenGone;
    }

    static StationSocket connect(
            SimulatedStation.Settings settings, BiFunction<String, JsonNode, Reaction> asked, Runnable whenGone) {
        StationSocket made = new StationSocket(asked, whenGone);
        WebSocket.Builder builder =
                CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE).subprotocols("ocpp" + settings.version());
        if (settings.password() != null) {
            byte[] login = (settings.id() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        String name = URLEncoder.encode(settings.id(), StandardCharsets.UTF_8).replace("+", "%20");
        try {
            made.socket = builder.buildAsync(URI.create(settings.base() + "/" + name), made)
                    .join();
        } catch (CompletionException e) {
            throw new NoAnswer("no connection: " + e.getCause());
        }
        made.up = true;
        return made;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public JsonNode call(String action, JsonNode payload) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            send(Wire.array().add(CALL).add(id).add(action).add(payload));
            JsonNode frame = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (frame.path(0).asInt() != RESULT) {
                throw new NoAnswer(
                        action + " was answered with " + frame.path(2).asString(""));
            }
            return frame.path(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(action + " was interrupted");
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new NoAnswer(action + " was not answered");
        } finally {
            open.remove(id);
        }
    }

    private synchronized void send(ArrayNode frame) {
        WebSocket now = socket;
        if (now == null || !up) {
            throw new NoAnswer("not connected");
        }
        now.sendText(frame.toString(), true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = Wire.read(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            CompletableFuture<JsonNode> waiting = open.get(frame.path(1).asString(""));
            if (frame.path(0).asInt() == CALL) {
                Thread.ofVirtual().start(() -> answer(frame));
            } else if (waiting != null) {
                waiting.complete(frame);
            }
        }
        ws.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void answer(JsonNode frame) {
        Reaction reaction = asked.apply(frame.path(2).asString(""), frame.path(3));
        try {
            send(Wire.array().add(RESULT).add(frame.path(1).asString("")).add(reaction.answer));
        } catch (NoAnswer | CompletionException gone) {
            return;
        }
        reaction.then.run();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
        gone();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
        gone();
    }

    private void gone() {
        boolean was = up;
        up = false;
        open.values().forEach(waiting -> waiting.completeExceptionally(new NoAnswer("the link is gone")));
        if (was) {
            whenGone.run();
        }
    }

    @Override
    public void cut() {
        WebSocket now = socket;
        if (now != null) {
            now.abort();
        }
        gone();
    }

    @Override
    public void close() {
        up = false;
        WebSocket now = socket;
        if (now != null) {
            now.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(2, TimeUnit.SECONDS)
                    .exceptionally(gone -> now);
        }
    }
}
