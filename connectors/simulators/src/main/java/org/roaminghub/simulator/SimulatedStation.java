package org.roaminghub.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A charging station that speaks OCPP 1.6, 2.0.1 or 2.1: it boots, tells that its connectors are free, beats, and says yes to
 * what the central system wants. A remote start leads to a short transaction.
 */
public final class SimulatedStation implements AutoCloseable, WebSocket.Listener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BEAT_S = 60;
    private static final int START_WH = 10_000;
    private static final int USED_WH = 2_500;

    /** {@code base} is the hub's address for stations, as ws://localhost:8180/ocpp. {@code chargeS}: how long a start lasts. */
    public record Settings(
            String base, String id, @Nullable String password, String version, int connectors, int chargeS) {
        @Override
        public String toString() {
            return "Settings[" + id + ", " + version + "]";
        }
    }

    private final Settings settings;
    private final Consumer<String> story;
    private final Map<String, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean over;

    /** {@code story} is told what happens, a line at a time. */
    public SimulatedStation(Settings settings, Consumer<String> story) {
        this.settings = settings;
        this.story = story;
    }

    private boolean first() {
        return settings.version.equals("1.6");
    }

    /** Connects, boots and tells its state. Throws IllegalStateException when the hub doesn't accept it. */
    public SimulatedStation start() {
        WebSocket.Builder builder =
                CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE).subprotocols("ocpp" + settings.version);
        if (settings.password != null) {
            byte[] login = (settings.id + ":" + settings.password).getBytes(StandardCharsets.UTF_8);
            builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        String url = settings.base + "/"
                + URLEncoder.encode(settings.id, StandardCharsets.UTF_8).replace("+", "%20");
        socket = builder.buildAsync(URI.create(url), this).join();
        String status = call("BootNotification", bootPayload()).path("status").asString("");
        if (!status.equals("Accepted")) {
            throw new IllegalStateException("the hub answered the boot with " + status);
        }
        story.accept("booted");
        for (int i = 1; i <= settings.connectors; i++) {
            call("StatusNotification", status(i, "Available"));
        }
        Thread.ofVirtual().start(this::beat);
        return this;
    }

    private void beat() {
        try {
            while (!over) {
                Thread.sleep(Duration.ofSeconds(BEAT_S));
                call("Heartbeat", JSON.createObjectNode());
            }
        } catch (InterruptedException | RuntimeException ended) {
            story.accept("no more heartbeats");
        }
    }

    private ObjectNode bootPayload() {
        if (first()) {
            return JSON.createObjectNode().put("chargePointVendor", "Simulated").put("chargePointModel", "Post");
        }
        ObjectNode payload = JSON.createObjectNode().put("reason", "PowerUp");
        payload.putObject("chargingStation").put("vendorName", "Simulated").put("model", "Post");
        return payload;
    }

    private ObjectNode status(int connector, String status) {
        return first()
                ? JSON.createObjectNode()
                        .put("connectorId", connector)
                        .put("errorCode", "NoError")
                        .put("status", status)
                        .put("timestamp", now())
                : JSON.createObjectNode()
                        .put("evseId", connector)
                        .put("connectorId", 1)
                        .put("connectorStatus", status.equals("Available") ? status : "Occupied")
                        .put("timestamp", now());
    }

    private static String now() {
        return time(Duration.ZERO);
    }

    private static String time(Duration ago) {
        return Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A whole transaction of a card; returns when the hub has all of it. Gives what the hub thinks of the card. */
    public String charge(int connector, String uid, String kind, @Nullable Integer remoteStart) {
        String status = first() ? charge16(connector, uid) : charge2(connector, uid, kind, remoteStart);
        call("StatusNotification", status(connector, "Available"));
        return status;
    }

    private String charge16(int connector, String uid) {
        JsonNode started = call(
                "StartTransaction",
                JSON.createObjectNode()
                        .put("connectorId", connector)
                        .put("idTag", uid)
                        .put("meterStart", START_WH)
                        .put("timestamp", now()));
        String status = started.path("idTagInfo").path("status").asString("");
        story.accept("transaction started: " + status);
        call("StatusNotification", status(connector, "Charging"));
        pause();
        call(
                "StopTransaction",
                JSON.createObjectNode()
                        .put("transactionId", started.path("transactionId").asInt())
                        .put("meterStop", status.equals("Accepted") ? START_WH + USED_WH : START_WH)
                        .put("timestamp", now())
                        .put("reason", "Local"));
        story.accept("transaction ended");
        return status;
    }

    private String charge2(int connector, String uid, String kind, @Nullable Integer remoteStart) {
        String id = UUID.randomUUID().toString();
        ObjectNode started = event("Started", 0, id, START_WH);
        started.putObject("evse").put("id", connector).put("connectorId", 1);
        started.putObject("idToken").put("idToken", uid).put("type", kind);
        if (remoteStart != null) {
            ((ObjectNode) started.path("transactionInfo")).put("remoteStartId", remoteStart);
        }
        String status = call("TransactionEvent", started)
                .path("idTokenInfo")
                .path("status")
                .asString("");
        story.accept("transaction started: " + status);
        pause();
        call("TransactionEvent", event("Ended", 1, id, status.equals("Accepted") ? START_WH + USED_WH : START_WH));
        story.accept("transaction ended");
        return status;
    }

    private static ObjectNode event(String type, int number, String id, int wh) {
        String at = now();
        ObjectNode event = JSON.createObjectNode()
                .put("eventType", type)
                .put("timestamp", at)
                .put("triggerReason", type.equals("Started") ? "Authorized" : "StopAuthorized")
                .put("seqNo", number);
        event.putObject("transactionInfo").put("transactionId", id);
        ObjectNode value = event.putArray("meterValue").addObject().put("timestamp", at);
        value.putArray("sampledValue").addObject().put("value", wh);
        return event;
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(settings.chargeS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The payload of the answer. Throws IllegalStateException for an error or none. */
    public JsonNode call(String action, JsonNode payload) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        send(JSON.createArrayNode().add(2).add(id).add(action).add(payload));
        try {
            JsonNode frame = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (frame.path(0).asInt() != 3) {
                throw new IllegalStateException(
                        action + " was answered with " + frame.path(2).asString(""));
            }
            return frame.path(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(action + " was not answered", e);
        } finally {
            open.remove(id);
        }
    }

    private synchronized void send(ArrayNode frame) {
        Objects.requireNonNull(socket, "not connected")
                .sendText(frame.toString(), true)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = JSON.readTree(text.toString());
            text.setLength(0);
            CompletableFuture<JsonNode> waiting = open.get(frame.path(1).asString(""));
            if (frame.path(0).asInt() == 2) {
                Thread.ofVirtual().start(() -> asked(frame));
            } else if (waiting != null) {
                waiting.complete(frame);
            }
        }
        ws.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
        over = true;
        story.accept("closed " + code);
        return CompletableFuture.completedFuture(null);
    }

    private void asked(JsonNode frame) {
        String action = frame.path(2).asString("");
        JsonNode payload = frame.path(3);
        story.accept("asked for " + action);
        ObjectNode answer = switch (action) {
            case "UnlockConnector" -> JSON.createObjectNode().put("status", "Unlocked");
            case "GetConfiguration", "GetDiagnostics", "UpdateFirmware" -> JSON.createObjectNode();
            case "GetLocalListVersion" -> JSON.createObjectNode().put(first() ? "listVersion" : "versionNumber", 0);
            case "GetTransactionStatus" -> JSON.createObjectNode().put("messagesInQueue", false);
            default -> JSON.createObjectNode().put("status", "Accepted");
        };
        send(JSON.createArrayNode().add(3).add(frame.path(1).asString("")).add(answer));
        try {
            if (action.equals("RemoteStartTransaction")) {
                charge(
                        payload.path("connectorId").asInt(1),
                        payload.path("idTag").asString(""),
                        "",
                        null);
            } else if (action.equals("RequestStartTransaction")) {
                JsonNode token = payload.path("idToken");
                charge(
                        payload.path("evseId").asInt(1),
                        token.path("idToken").asString(""),
                        token.path("type").asString("Central"),
                        payload.path("remoteStartId").asInt());
            }
        } catch (RuntimeException e) {
            story.accept("the transaction failed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        over = true;
        WebSocket ws = socket;
        if (ws != null) {
            ws.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(2, TimeUnit.SECONDS)
                    .exceptionally(gone -> ws);
        }
    }
}
