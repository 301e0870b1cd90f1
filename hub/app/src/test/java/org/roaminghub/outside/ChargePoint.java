package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A charging station over a real socket: it says what a test wants and answers what a test scripts. */
final class ChargePoint implements AutoCloseable, WebSocket.Listener {

    static final String PASSWORD = "Pw0123456789abcdef";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private HttpClient client = CLIENT;
    private @Nullable String address;

    final LiveHub hub;
    final String id;
    final String version;
    final String tag;
    final int connectors;
    /** Every frame that came, in order. */
    final List<JsonNode> came = new CopyOnWriteArrayList<>();

    private final Map<String, Function<JsonNode, @Nullable JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    volatile @Nullable WebSocket socket;
    volatile int closedWith = -1;

    private ChargePoint(LiveHub hub, String version, int connectors, String tag) {
        this.hub = hub;
        this.version = version;
        this.connectors = connectors;
        this.tag = tag;
        this.id = "CP-" + tag;
    }

    private static String freshTag() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    /** Entered by the administrator. */
    static ChargePoint planned(LiveHub hub, String version, String more) {
        ChargePoint station = new ChargePoint(hub, version, 2, freshTag());
        hub.done("POST", "/stations", station.entry(more));
        return station;
    }

    static ChargePoint planned(LiveHub hub, String version) {
        return planned(hub, version, "\"security_profile\": 1, \"password\": \"" + PASSWORD + "\"");
    }

    /** Entered; its connectors name that tariff. */
    static ChargePoint priced(LiveHub hub, String version, String tariff) {
        ChargePoint station = new ChargePoint(hub, version, 2, freshTag());
        String plain = station.entry("\"security_profile\": 1, \"password\": \"" + PASSWORD + "\"");
        String named = plain.replace("\"format\":", "\"tariff_ids\": [\"" + tariff + "\"], \"format\":");
        hub.done("POST", "/stations", named);
        return station;
    }

    /** Entered, connected and booted. */
    static ChargePoint booted(LiveHub hub, String version) {
        ChargePoint station = planned(hub, version).connect();
        assertThat(station.boot().path("status").asString()).isEqualTo("Accepted");
        return station;
    }

    /** The same station, not connected, at a hub that was started again. */
    ChargePoint at(LiveHub again) {
        return new ChargePoint(again, version, connectors, tag);
    }

    String entry(String more) {
        StringBuilder evses = new StringBuilder();
        for (int i = 1; i <= connectors; i++) {
            evses.append(i == 1 ? "" : ",")
                    .append("""
                    {"uid": "%s", "evse_id": "DE*HUB*E%s*%d", "status": "UNKNOWN", "connectors": [{"id": "1",
                     "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_voltage": 230,
                     "max_amperage": 32, "last_updated": "%s"}], "last_updated": "%s"}""".formatted(evse(i), tag, i, Messages.hoursAgo(1), Messages.hoursAgo(1)));
        }
        return """
            {"station_id": "%s", "party": "DE*HUB", %s, "location": {"country_code": "DE", "party_id": "HUB", "id": "%s",
             "publish": true, "address": "Quay 12", "city": "Hamburg", "country": "DEU", "time_zone": "Europe/Berlin",
             "coordinates": {"latitude": "53.540000", "longitude": "9.990000"}, "evses": [%s], "last_updated": "%s"}}""".formatted(id, more, location(), evses, Messages.hoursAgo(1));
    }

    String location() {
        return "LOC-" + tag;
    }

    String evse(int connector) {
        return tag + "-" + connector;
    }

    // --- the socket

    ChargePoint connect() {
        return connect(id, PASSWORD.getBytes(StandardCharsets.UTF_8), "ocpp" + version);
    }

    /** From here on it comes that way. {@code address}: as wss://127.0.0.1:8181. */
    ChargePoint by(HttpClient other, @Nullable String otherAddress) {
        client = other;
        address = otherAddress;
        return this;
    }

    /** Without a password. */
    ChargePoint connectBare() {
        return connect(id, null, "ocpp" + version);
    }

    ChargePoint connect(String user, byte @Nullable [] password, String first, String... more) {
        WebSocket.Builder builder = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(30))
                .subprotocols(first, more);
        if (password != null) {
            builder.header("Authorization", basic(user, password));
        }
        closedWith = -1;
        socket = builder.buildAsync(URI.create(url(id)), this).join();
        return this;
    }

    String url(String identity) {
        return (address == null ? "ws://127.0.0.1:" + hub.ocppPort : address) + "/ocpp/"
                + URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String basic(String user, byte[] password) {
        ByteBuffer bytes = ByteBuffer.allocate(user.length() + 1 + password.length);
        bytes.put(user.getBytes(StandardCharsets.UTF_8)).put((byte) ':').put(password);
        return "Basic " + Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The hub may call before {@link #connect} has ended. */
    @Override
    public void onOpen(WebSocket ws) {
        socket = ws;
        ws.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = Http.read(text.toString());
            text.setLength(0);
            came.add(frame);
            if (frame.path(0).asInt() == 2) {
                Function<JsonNode, @Nullable JsonNode> answer =
                        answers.get(frame.path(2).asString());
                JsonNode said = answer == null ? null : answer.apply(frame.path(3));
                if (said instanceof ArrayNode error) {
                    send(error.insert(0, frame.path(1)).insert(0, 4).toString());
                } else if (said != null) {
                    send("[3,\"" + frame.path(1).asString() + "\"," + said + "]");
                }
            }
        }
        ws.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
        closedWith = code;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
        closedWith = 1006;
    }

    void send(String frame) {
        assertThat(socket).isNotNull();
        WebSocket open = java.util.Objects.requireNonNull(socket);
        synchronized (this) {
            open.sendText(frame, true).orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    void cut() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    // --- what it says

    /** Sends a call and gives its answer, whatever it is. */
    JsonNode exchange(String action, String payload) {
        String call = UUID.randomUUID().toString();
        send("[2,\"" + call + "\",\"" + action + "\"," + payload + "]");
        return answerTo(call);
    }

    JsonNode answerTo(String call) {
        return LiveHub.until(
                        () -> came.stream()
                                .filter(f -> f.path(0).asInt() != 2
                                        && f.path(1).asString().equals(call))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** The payload of its CALLRESULT. */
    JsonNode call(String action, String payload) {
        JsonNode frame = exchange(action, payload);
        assertThat(frame.path(0).asInt()).as(frame.toString()).isEqualTo(3);
        return frame.path(2);
    }

    JsonNode boot() {
        return call(
                "BootNotification",
                version.equals("1.6")
                        ? "{\"chargePointVendor\": \"Maker\", \"chargePointModel\": \"Post\"}"
                        : "{\"reason\": \"PowerUp\", \"chargingStation\": {\"vendorName\": \"Maker\", \"model\": \"Post\"}}");
    }

    void heartbeat() {
        assertThat(call("Heartbeat", "{}").has("currentTime")).isTrue();
    }

    JsonNode start(int connector, String tag, int meter, String at) {
        return call("StartTransaction", startPayload(connector, tag, meter, at));
    }

    static String startPayload(int connector, String tag, int meter, String at) {
        return "{\"connectorId\": %d, \"idTag\": \"%s\", \"meterStart\": %d, \"timestamp\": \"%s\"}"
                .formatted(connector, tag, meter, at);
    }

    void meter(int connector, @Nullable Integer transaction, String wh, String at) {
        call("MeterValues", """
                {"connectorId": %d, %s"meterValue": [{"timestamp": "%s", "sampledValue": [{"value": "%s"}]}]}""".formatted(
                        connector, transaction == null ? "" : "\"transactionId\": " + transaction + ", ", at, wh));
    }

    void stop(int transaction, String meter, String at) {
        call(
                "StopTransaction",
                "{\"transactionId\": %d, \"meterStop\": %s, \"timestamp\": \"%s\"}".formatted(transaction, meter, at));
    }

    /** {@code more} is what else the event says, each with a comma before it. */
    JsonNode event(String type, String transaction, int seq, String at, @Nullable Integer wh, String more) {
        String reading = wh == null ? "" : """
                , "meterValue": [{"timestamp": "%s", "sampledValue": [{"value": %d}]}]""".formatted(at, wh);
        return call("TransactionEvent", """
                {"eventType": "%s", "timestamp": "%s", "triggerReason": "Trigger", "seqNo": %d,
                 "transactionInfo": {"transactionId": "%s"}%s%s}""".formatted(type, at, seq, transaction, reading, more));
    }

    // --- what it answers

    /** To the hub's calls of that action; null: it says nothing. An array is code, description and details of a CALLERROR. */
    ChargePoint answers(String action, Function<JsonNode, @Nullable JsonNode> answer) {
        answers.put(action, answer);
        return this;
    }

    ChargePoint accepts(String action) {
        return answers(action, p -> Http.read("{\"status\": \"Accepted\"}"));
    }

    List<JsonNode> got(String action) {
        return came.stream()
                .filter(f -> f.path(0).asInt() == 2 && f.path(2).asString().equals(action))
                .map(f -> f.path(3))
                .toList();
    }

    JsonNode got(int count, String action) {
        return LiveHub.until(() -> got(action), calls -> calls.size() >= count).get(count - 1);
    }

    /** What its first EVSE can, once it is published so. */
    void publishes(String... capabilities) {
        hub.listWhen(
                "/locations?evse=" + evse(1),
                items -> !items.isEmpty()
                        && items.getFirst().path("evses").path(0).path("capabilities").values().stream()
                                .map(JsonNode::asString)
                                .toList()
                                .equals(List.of(capabilities)));
    }

    Answer commanded(String action, String payload) {
        ObjectNode body = Messages.json("{}").put("action", action);
        body.set("payload", Http.read(payload));
        return hub.admin("POST", "/stations/" + id + "/commands", body.toString());
    }

    @Override
    public void close() {
        cut();
    }
}
