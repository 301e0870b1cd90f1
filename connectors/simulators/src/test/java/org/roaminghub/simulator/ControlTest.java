package org.roaminghub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ControlTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeHub hub;
    private Simulator cpo;
    private Simulator emsp;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        cpo = simulator(Simulator.Role.CPO, "DE*VOL");
        emsp = simulator(Simulator.Role.EMSP, "NL*MOV");
        for (var one : List.of(cpo, emsp)) {
            order(
                    one,
                    "register",
                    Wire.object().put("versions_url", hub.versionsUrl()).put("token", FakeHub.TOKEN_A));
        }
    }

    @AfterEach
    void stop() {
        http.close();
        cpo.close();
        emsp.close();
        hub.close();
    }

    @Test
    void playsATapASessionAndItsBill() throws Exception {
        var card = order(emsp, "cards", null).path("items").get(0);
        var granted = Wire.object().put("allowed", "ALLOWED").put("authorization_reference", "R1");
        granted.set("token", card.path("token"));
        hub.script(Reply.ok(granted));

        var tap = order(cpo, "tap", Wire.object().put("uid", Wire.field(card, "uid")));
        assertThat(tap.path("granted").asBoolean(false)).isTrue();
        var session = order(cpo, "session", Wire.object().put("do", "start").put("tap", Wire.field(tap, "tap")));
        var id = Wire.field(session, "session");
        order(cpo, "session", Wire.object().put("do", "update").put("session", id));
        order(cpo, "session", Wire.object().put("do", "stop").put("session", id));
        var cdr = order(cpo, "cdr", Wire.object().put("session", id));

        assertThat(cdr.path("acknowledged").asBoolean(false)).isTrue();
        assertThat(Wire.field(hub.seen("POST", "cdrs").getFirst().json(), "session_id"))
                .isEqualTo(id);
        assertThat(hub.seen("PUT", "sessions")).hasSize(2);
        assertThat(hub.seen("PATCH", "sessions")).hasSize(1);
    }

    @Test
    void countsCopiesOfWhatArrived() throws Exception {
        var token = Wire.field(hub.partner(), "token");
        var cdrs = hub.endpoint(token, emsp.partner().versionsUrl(), "cdrs", "RECEIVER");
        hub.ask("POST", cdrs, Wire.object().put("id", "C1"));
        hub.ask("POST", cdrs, Wire.object().put("id", "C1"));

        var received = order(emsp, "received?module=cdrs", null);

        assertThat(received.path("count").asInt(0)).isEqualTo(2);
        assertThat(received.path("copies").path("C1").asInt(0)).isEqualTo(2);
        assertThat(received.path("items").get(0).path("body").path("id").asString(""))
                .isEqualTo("C1");
    }

    @Test
    void goesDownAndComesBack() throws Exception {
        assertThat(order(emsp, "down", Wire.object()).path("up").asBoolean(true))
                .isFalse();
        assertThatThrownBy(() -> hub.askWith("x", "GET", emsp.partner().versionsUrl(), null))
                .isInstanceOf(IOException.class);

        assertThat(order(emsp, "up", Wire.object()).path("up").asBoolean(false)).isTrue();

        var token = Wire.field(hub.partner(), "token");
        assertThat(hub.askWith(token, "GET", emsp.partner().versionsUrl(), null).http())
                .isEqualTo(200);
    }

    @Test
    void refusesOrdersThatMakeNoSense() throws Exception {
        assertThat(status(cpo, "tap", Wire.object())).isEqualTo(400);
        assertThat(status(cpo, "session", Wire.object().put("do", "start").put("tap", "none")))
                .isEqualTo(400);
        assertThat(status(cpo, "dance", Wire.object())).isEqualTo(404);
        assertThat(status(emsp, "tap", Wire.object().put("uid", "04"))).isEqualTo(404);
    }

    @Test
    void processRefusesWrongUsage() {
        assertThatThrownBy(() -> SimulatorProcess.parse(List.of("dog"))).hasMessageContaining("cpo or emsp");
        assertThatThrownBy(() -> SimulatorProcess.parse(List.of("cpo"))).hasMessageContaining("party");
        assertThatThrownBy(() -> SimulatorProcess.parse(List.of("cpo", "--party", "DE*VOL", "--port", "x")))
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> SimulatorProcess.parse(List.of("cpo", "--party", "DE*VOL", "--portt", "1")))
                .hasMessageContaining("--portt");
    }

    @Test
    void processSaysThatTheHubIsNotThereOrRefused() throws Exception {
        assertThat(process("http://127.0.0.1:1", "t")).isEqualTo(3);
        assertThat(process(hub.versionsUrl(), "wrong token")).isEqualTo(1);
    }

    private static int process(String hubUrl, String token) throws InterruptedException {
        var options = SimulatorProcess.parse(List.of("cpo", "--party", "DE*VOL", "--hub", hubUrl, "--token", token));
        var sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return SimulatorProcess.run(options, sink, sink);
    }

    private static Simulator simulator(Simulator.Role role, String party) throws IOException {
        var identity = new Identity(Party.parse(party), "Partner " + party, 0, 7);
        return Simulator.start(new Simulator.Settings(role, identity, 0, 0), arrival -> {});
    }

    private JsonNode order(Simulator simulator, String name, @Nullable ObjectNode body) throws Exception {
        var response = send(simulator, name, body);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Wire.read(response.body());
    }

    private int status(Simulator simulator, String name, ObjectNode body) throws Exception {
        return send(simulator, name, body).statusCode();
    }

    private HttpResponse<byte[]> send(Simulator simulator, String name, @Nullable ObjectNode body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(simulator.controlUrl() + "/" + name));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(Wire.write(body)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
