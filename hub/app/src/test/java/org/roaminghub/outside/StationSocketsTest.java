package org.roaminghub.outside;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stations at the door, and what they write that is no message (facts §11). */
class StationSocketsTest extends OutsideTest {

    private final List<ChargePoint> stations = new ArrayList<>();

    @AfterEach
    void cut() {
        stations.forEach(ChargePoint::close);
    }

    private ChargePoint planned(String version) {
        return kept(ChargePoint.planned(hub, version));
    }

    private ChargePoint booted(String version) {
        return kept(ChargePoint.booted(hub, version));
    }

    private ChargePoint kept(ChargePoint station) {
        stations.add(station);
        return station;
    }

    private static String status(Throwable refused) {
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        return String.valueOf(((WebSocketHandshakeException) requireNonNull(cause))
                .getResponse()
                .statusCode());
    }

    // --- coming in

    @Test
    @DisplayName("OCPP-1 the first of the client's versions that the hub speaks; none: closed after the handshake")
    void ocpp1() {
        ChargePoint station = planned("1.6");
        byte[] password = ChargePoint.PASSWORD.getBytes(StandardCharsets.UTF_8);
        station.connect(station.id, password, "ocpp2.1", "ocpp1.6");
        assertThat(requireNonNull(station.socket).getSubprotocol()).isEqualTo("ocpp2.1");
        station.connect(station.id, password, "ocpp1.6", "ocpp2.0.1");
        assertThat(requireNonNull(station.socket).getSubprotocol()).isEqualTo("ocpp1.6");
        station.heartbeat();
    }

    @Test
    @DisplayName("OCPP-2, 3, 4 unknown stations, wrong passwords and other users don't come in")
    void ocpp2() {
        ChargePoint station = planned("1.6");
        byte[] right = ChargePoint.PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> station.connect(station.id, null, "ocpp1.6"))
                .satisfies(e -> assertThat(status(e)).isEqualTo("401"));
        assertThatThrownBy(() -> station.connect(station.id, "x".getBytes(StandardCharsets.UTF_8), "ocpp1.6"))
                .satisfies(e -> assertThat(status(e)).isEqualTo("401"));
        assertThatThrownBy(() -> station.connect(station.id + "x", right, "ocpp1.6"))
                .satisfies(e -> assertThat(status(e)).isEqualTo("401"));
        station.connect();
        station.heartbeat();
    }

    @Test
    @DisplayName("OCPP-6 a binary key comes as bytes or as its digits")
    void ocpp6() {
        String key = "003AFF00" + "ab12".repeat(8);
        ChargePoint station =
                kept(ChargePoint.planned(hub, "1.6", "\"security_profile\": 1, \"password\": \"" + key + "\""));
        station.connect(station.id, HexFormat.of().parseHex(key), "ocpp1.6").heartbeat();
        station.connect(station.id, key.getBytes(StandardCharsets.UTF_8), "ocpp1.6")
                .heartbeat();
        byte[] wrong = HexFormat.of().parseHex(key);
        wrong[19] ^= 1;
        assertThatThrownBy(() -> station.connect(station.id, wrong, "ocpp1.6"))
                .satisfies(e -> assertThat(status(e)).isEqualTo("401"));
    }

    @Test
    @DisplayName("OCPP-10 of two sockets of a station the newer counts")
    void ocpp10() {
        ChargePoint station = booted("1.6");
        var old = requireNonNull(station.socket);
        station.connect();
        station.answers("GetConfiguration", p -> Http.read("{}"));
        station.heartbeat();
        old.abort();
        station.heartbeat();
        assertThat(station.commanded("GetConfiguration", "{}").http()).isEqualTo(200);
    }

    @Test
    @DisplayName("OCPP-24 a station that is not approved waits until it is")
    void ocpp24() {
        ChargePoint station = kept(ChargePoint.planned(
                hub,
                "2.0.1",
                "\"approved\": false, \"security_profile\": 1, \"password\": \"" + ChargePoint.PASSWORD + "\""));
        station.connect();
        assertThat(station.boot().path("status").asString()).isEqualTo("Pending");
        assertThat(station.exchange("Heartbeat", "{}").path(2).asString()).isEqualTo("SecurityError");
        hub.done("POST", "/stations/" + station.id + "/approve", null);
        assertThat(station.boot().path("status").asString()).isEqualTo("Accepted");
        station.heartbeat();
    }

    @Test
    @DisplayName("OCPP-26 a station that comes back is served without booting again")
    void ocpp26() {
        ChargePoint station = booted("2.0.1");
        station.cut();
        station.connect();
        station.heartbeat();
    }

    // --- frames

    @Test
    @DisplayName("OCPP-12 what is no message hurts nobody")
    void ocpp12() {
        for (String version : List.of("1.6", "2.1")) {
            ChargePoint station = booted(version);
            for (String bad : List.of(
                    "not json",
                    "{}",
                    "[]",
                    "42",
                    "[2]",
                    "[2,\"a\"]",
                    "[2,\"b\",\"Heartbeat\"]",
                    "[2,7,\"Heartbeat\",{}]",
                    "[2,\"c\",\"Heartbeat\",[]]",
                    "[9,\"d\",\"Heartbeat\",{}]",
                    "[3]",
                    "[3,\"nobody\",{}]",
                    "[4,\"e\"]",
                    "[[[[[[",
                    "[2,\"\",\"Heartbeat\",{}]")) {
                station.send(bad);
                station.heartbeat();
            }
            assertThat(station.closedWith).isEqualTo(-1);
            assertThat(station.came.stream().filter(f -> f.path(0).asInt() == 4))
                    .anySatisfy(f -> assertThat(f.path(1).asString()).isEqualTo("-1"));
        }
    }

    @Test
    @DisplayName("OCPP-13, 14 the error says what is wrong, in the words of the version")
    void ocpp13And14() {
        ChargePoint old = booted("1.6");
        assertThat(old.exchange("FooBar", "{}").path(2).asString()).isEqualTo("NotImplemented");
        assertThat(old.exchange("Reset", "{\"type\": \"Soft\"}").path(2).asString())
                .isEqualTo("NotSupported");
        assertThat(old.exchange("BootNotification", "{\"chargePointVendor\": \"v\"}")
                        .path(2)
                        .asString())
                .isEqualTo("OccurenceConstraintViolation");
        assertThat(old.exchange(
                                "StatusNotification",
                                "{\"connectorId\": \"1\", \"errorCode\": \"NoError\", \"status\": \"Available\"}")
                        .path(2)
                        .asString())
                .isEqualTo("TypeConstraintViolation");
        assertThat(old.exchange(
                                "StatusNotification",
                                "{\"connectorId\": 1, \"errorCode\": \"NoError\", \"status\": \"Sleeping\"}")
                        .path(2)
                        .asString())
                .isEqualTo("PropertyConstraintViolation");
        ChargePoint later = booted("2.0.1");
        assertThat(later.exchange(
                                "BootNotification",
                                "{\"reason\": \"PowerUp\", \"chargingStation\": {\"model\": \"m\"}}")
                        .path(2)
                        .asString())
                .isEqualTo("OccurrenceConstraintViolation");
    }

    @Test
    @DisplayName("OCPP-16, 18, 19 one call at a time, crossing calls are served, an error ends a command")
    void ocpp16() throws Exception {
        ChargePoint station = booted("1.6");
        var silent = new java.util.concurrent.CountDownLatch(1);
        station.answers("Reset", p -> silent.getCount() == 1 ? null : Http.read("{\"status\": \"Accepted\"}"));
        var first = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> station.commanded("Reset", "{\"type\": \"Soft\"}"));
        station.got(1, "Reset");
        var second = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> station.commanded("Reset", "{\"type\": \"Hard\"}"));
        station.heartbeat();
        station.heartbeat();
        assertThat(station.got("Reset")).hasSize(1);
        silent.countDown();
        String call = station.came.stream()
                .filter(f -> f.path(0).asInt() == 2)
                .findFirst()
                .orElseThrow()
                .path(1)
                .asString();
        station.send("[4,\"" + call + "\",\"NotSupported\",\"no\",{}]");
        assertThat(first.get().http()).isEqualTo(502);
        assertThat(first.get().said()).contains("NotSupported");
        assertThat(second.get().http()).isEqualTo(200);
        station.send("[3,\"" + call + "\",{\"status\": \"Accepted\"}]");
        station.heartbeat();
    }

    @Test
    @DisplayName("OCPP-20 an answer that is none makes the command fail")
    void ocpp20() {
        ChargePoint station = booted("2.1");
        station.answers("Reset", p -> Http.read("{\"status\": \"Perhaps\"}"));
        assertThat(station.commanded("Reset", "{\"type\": \"Immediate\"}").http())
                .isEqualTo(502);
        assertThat(station.commanded("FooBar", "{}").http()).isEqualTo(400);
        station.cut();
        LiveHub.until(
                () -> hub.get("/stations/" + station.id),
                s -> !s.path("connected").asBoolean());
        assertThat(station.commanded("Reset", "{\"type\": \"Immediate\"}").http())
                .isEqualTo(503);
    }

    @Test
    @DisplayName("OCPP-21 a message that is too large closes the socket, and the station can come back")
    void ocpp21() {
        ChargePoint station = booted("1.6");
        try {
            station.send("[2,\"big\",\"DataTransfer\",{\"vendorId\":\"x\",\"data\":\"" + "x".repeat(2 << 20) + "\"}]");
        } catch (RuntimeException cutOff) {
            // The hub needn't read all of it.
        }
        LiveHub.until(() -> station.closedWith, code -> code != -1);
        station.connect();
        station.heartbeat();
    }
}
