package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What stations, and those that pretend to be some, do to a hub that must stay up for the others (facts §11). */
@Timeout(120)
@ResourceLock(SharedHub.TLS)
class StationAbuseTest {

    private static final int TEXT = 1;
    private static final int PING = 9;
    /** So late a machine may be that stands still now and then; with a handshake less than one takes where nothing is set. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(10);

    private final TlsPorts ports = TlsPorts.shared();
    private final LiveHub hub = ports.hub;
    private final List<ChargePoint> made = new ArrayList<>();

    @AfterEach
    void cut() {
        made.forEach(ChargePoint::close);
    }

    private ChargePoint planned(String version) {
        ChargePoint station = ChargePoint.planned(hub, version);
        made.add(station);
        return station;
    }

    private boolean isConnected(ChargePoint station) {
        return hub.get("/stations/" + station.id).path("connected").asBoolean();
    }

    @Test
    @DisplayName(
            "OCPP-7 compression forgets after each message on both sides, asked for or not; without an offer there is none")
    void ocpp7() throws IOException {
        ChargePoint station = planned("2.0.1");
        try (RawStation bare =
                RawStation.shake(station, hub.ocppPort, "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            assertThat(bare.head)
                    .containsIgnoringCase("permessage-deflate")
                    .contains("server_no_context_takeover", "client_no_context_takeover");
        }
        try (RawStation none = RawStation.shake(station, hub.ocppPort, "")) {
            assertThat(none.head).contains(" 101 ").doesNotContain("permessage-deflate");
        }
    }

    @Test
    @DisplayName("OCPP-11 who says nothing is pinged, and closed when no sign of life comes")
    void ocpp11() throws IOException {
        ChargePoint station = planned("1.6");
        try (RawStation silent = RawStation.shake(station, hub.ocppPort, "")) {
            assertThat(silent.next()).isEqualTo(PING);
            assertThat(isConnected(station)).isTrue();
            silent.socket.getOutputStream().write(RawStation.frame(0xA, new byte[0]));
            AtomicInteger pings = new AtomicInteger();
            assertThatThrownBy(() -> {
                        while (silent.next() == PING) {
                            pings.incrementAndGet();
                        }
                    })
                    .isInstanceOf(EOFException.class);
            assertThat(pings.get())
                    .as("two, and one that crossed the sign of life")
                    .isBetween(2, 3);
        }
        LiveHub.until(() -> isConnected(station), connected -> !connected);
    }

    @Test
    @DisplayName(
            "OCPP-11 an eMSP hears by OCPI that the EVSEs of who is gone are UNKNOWN, and what they are once it is back")
    void ocpp11InOcpi() throws IOException {
        Partner emsp = Partner.emsp(hub);
        hub.agree(LiveHub.SELF, emsp.party(), null);
        ChargePoint station = planned("1.6").connect();
        station.boot();
        String free = "{\"connectorId\": 1, \"errorCode\": \"NoError\", \"status\": \"Available\"}";
        station.call("StatusNotification", free);
        seen(emsp, station, "AVAILABLE");
        station.cut();
        // On its new socket it says nothing, and answers no ping.
        try (RawStation silent = RawStation.shake(station, hub.ocppPort, "")) {
            assertThatThrownBy(() -> {
                        while (silent.next() == PING) {
                            assertThat(status(emsp, station)).isEqualTo("AVAILABLE");
                        }
                    })
                    .isInstanceOf(EOFException.class);
        }
        seen(emsp, station, "UNKNOWN");
        LiveHub.until(
                () -> emsp.got("PATCH", "locations").stream()
                        .filter(r -> r.path().endsWith("/" + station.evse(1)))
                        .map(r -> Http.read(r.text()).path("status").asString())
                        .toList(),
                told -> !told.isEmpty() && told.getLast().equals("UNKNOWN"));
        station.connect().call("StatusNotification", free);
        seen(emsp, station, "AVAILABLE");
    }

    private static String status(Partner emsp, ChargePoint station) {
        return emsp.ask("GET", "locations/SENDER", station.location(), station.evse(1))
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .path("status")
                .asString();
    }

    private static void seen(Partner emsp, ChargePoint station, String wanted) {
        LiveHub.until(() -> status(emsp, station), wanted::equals);
    }

    @Test
    @DisplayName("OCPP-22 text in fragments of one byte is put together")
    void ocpp22() {
        ChargePoint station = planned("1.6").connect();
        station.boot();
        String text = "[2,\"f\",\"Heartbeat\",{}]";
        for (int i = 0; i < text.length(); i++) {
            java.util.Objects.requireNonNull(station.socket)
                    .sendText(text.substring(i, i + 1), i == text.length() - 1)
                    .join();
        }
        assertThat(station.answerTo("f").path(2).has("currentTime")).isTrue();
    }

    @Test
    @DisplayName("OCPP-60 new sockets are taken in at a rate; who is connected does not wait")
    void ocpp60() throws Exception {
        ChargePoint there = planned("1.6").connect();
        there.boot();
        int many = TlsPorts.ACCEPT_RATE * 4;
        List<Socket> waiting = new ArrayList<>();
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < many; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.ocppPort);
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                waiting.add(socket);
            }
            there.heartbeat();
            assertThat(waiting.getLast().getInputStream().available())
                    .as("what the last one was answered by then")
                    .isZero();
            for (Socket socket : waiting) {
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 404");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
        // Half a second's may come at once, after quiet; the others one by one.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("OCPP-61 a station that floods is read as fast as it is served, and slows nobody")
    void ocpp61() {
        ChargePoint flooding = planned("1.6").connect();
        ChargePoint other = planned("1.6").connect();
        flooding.boot();
        other.boot();
        int many = 1_500;
        // Blanks make them large: what is not answered yet can only be in the buffers of two sockets, or in the hub.
        String blanks = " ".repeat(30_000);
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            int before = flooding.came.size();
            for (int i = 0; i < many; i++) {
                flooding.send("[2,\"n" + i
                        + "\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\""
                        + (i % 2 == 0 ? "Available" : "Preparing") + "\"}" + blanks + "]");
                most.accumulateAndGet(i + 1 - (flooding.came.size() - before), Math::max);
            }
        });
        List<Duration> waits = new ArrayList<>();
        do {
            long asked = System.nanoTime();
            other.heartbeat();
            waits.add(Duration.ofNanos(System.nanoTime() - asked));
        } while (!flood.isDone());
        flood.join();
        Collections.sort(waits);
        assertThat(waits.get(waits.size() / 2)).isLessThan(Duration.ofMillis(500));
        assertThat(most.get()).isLessThan(many / 2);
        assertThat(flooding.answerTo("n" + (many - 1)).path(0).asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("OCPP-62 who reads nothing is cut off, and can come back")
    void ocpp62() throws IOException {
        ChargePoint station = planned("1.6");
        try (RawStation deaf = RawStation.shake(station, hub.ocppPort, "")) {
            OutputStream out = deaf.socket.getOutputStream();
            byte[] call = RawStation.frame(
                    TEXT,
                    ("[2,\"" + "i".repeat(36) + "\",\"" + "A".repeat(1_000) + "\",{}]")
                            .getBytes(StandardCharsets.UTF_8));
            byte[] ping = RawStation.frame(PING, new byte[125]);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200_000; i++) {
                            out.write(ping);
                            if (i % 100 == 0) {
                                out.write(call);
                            }
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        LiveHub.until(() -> isConnected(station), connected -> !connected);
        assertThat(hub.printed()).contains("why=reads_nothing");
        station.connect().heartbeat();
    }

    @Test
    @DisplayName("OCPP-63 handshakes that drag on end: a byte now and then, nothing at all, no TLS")
    void ocpp63() {
        List<CompletableFuture<Duration>> ends = new ArrayList<>();
        for (int port : new int[] {hub.ocppPort, ports.tls, ports.mtls}) {
            // The begin of a request, and of a TLS record.
            String slow = port == hub.ocppPort ? "GET /ocpp/x HTTP/1.1\r\n" : "\u0016\u0003\u0001\u0001\u0000\u0001";
            ends.add(CompletableFuture.supplyAsync(() -> dragged(port, slow)));
        }
        assertThat(ends)
                .allSatisfy(end -> assertThat(end.join())
                        .isBetween(TlsPorts.HANDSHAKE.minusSeconds(1), TlsPorts.HANDSHAKE.plus(STANDS_STILL)));
    }

    /** How long the hub looks on. */
    private static Duration dragged(int port, String slow) {
        long begin = System.nanoTime();
        long last = begin + TlsPorts.HANDSHAKE.plus(STANDS_STILL).plusSeconds(5).toNanos();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(200);
            byte[] bytes = slow.getBytes(StandardCharsets.ISO_8859_1);
            for (int sent = 0; isOpen(socket) && System.nanoTime() < last; sent++) {
                if (sent < bytes.length) {
                    socket.getOutputStream().write(bytes[sent]);
                }
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "OCPP-64 guessing gets slow and is turned away, the station itself still comes in from here and elsewhere")
    void ocpp64() {
        ChargePoint station = planned("1.6");
        for (int i = 0; i < 10; i++) {
            assertThat(guess(station, i)).isEqualTo(401);
        }
        station.by(TlsPorts.from("127.0.0.2"), null);
        Impatient.fastest(Duration.ofMillis(1_500), () -> station.connect().heartbeat());
        station.by(TlsPorts.from("127.0.0.1"), null);
        List<CompletableFuture<Integer>> guesses = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 12; i++) {
            int number = i;
            guesses.add(CompletableFuture.supplyAsync(
                    () -> guess(station, number), task -> Thread.ofVirtual().start(task)));
        }
        List<Integer> answers = guesses.stream().map(CompletableFuture::join).toList();
        assertThat(answers).containsOnly(401, 429).filteredOn(a -> a == 429).hasSizeGreaterThan(4);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
        station.connect().heartbeat();
    }

    private static int guess(ChargePoint station, int number) {
        try {
            station.connect(station.id, ("guess-" + number).getBytes(StandardCharsets.UTF_8), "ocpp1.6");
            return 101;
        } catch (RuntimeException refused) {
            return refused.getCause() instanceof WebSocketHandshakeException http
                    ? http.getResponse().statusCode()
                    : -1;
        }
    }
}
