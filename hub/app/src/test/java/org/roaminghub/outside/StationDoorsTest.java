package org.roaminghub.outside;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Stations at the doors for security profiles 2 and 3 (facts §3, OCPP-8 and 9), and new passwords. */
@ResourceLock(SharedHub.TLS)
class StationDoorsTest {

    private static final byte[] PASSWORD = ChargePoint.PASSWORD.getBytes(StandardCharsets.UTF_8);

    private final TlsPorts ports = TlsPorts.shared();
    private final LiveHub hub = ports.hub;
    private final List<ChargePoint> made = new ArrayList<>();

    @AfterEach
    void cut() {
        made.forEach(ChargePoint::close);
    }

    private ChargePoint planned(String version, int profile) {
        ChargePoint station = ChargePoint.planned(
                hub,
                version,
                "\"security_profile\": " + profile
                        + (profile == 3 ? "" : ", \"password\": \"" + ChargePoint.PASSWORD + "\""));
        made.add(station);
        return station;
    }

    private static void refused(ChargePoint station, byte @Nullable [] password) {
        assertThatThrownBy(() -> station.connect(station.id, password, "ocpp" + station.version))
                .satisfies(e -> assertThat(status(e)).isEqualTo(401));
    }

    private static int status(Throwable refused) {
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        assertThat(cause).isInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) requireNonNull(cause))
                .getResponse()
                .statusCode();
    }

    private int profileOf(ChargePoint station) {
        return hub.get("/stations/" + station.id).path("security_profile").asInt();
    }

    // --- profile 2

    @Test
    @DisplayName("OCPP-8 TLS 1.1 is answered with an alert, 1.2 with a hello")
    void tlsVersions() throws Exception {
        assertThat(firstByteTo(hello(0x0302))).isEqualTo(21);
        assertThat(firstByteTo(hello(0x0303))).isEqualTo(22);
    }

    /** A ClientHello of that version with suites that both have. */
    private static byte[] hello(int version) {
        byte[] extensions = bytes(
                0, 10, 0, 4, 0, 2, 0, 23, // secp256r1
                0, 11, 0, 2, 1, 0, // uncompressed
                0, 13, 0, 6, 0, 4, 4, 3, 4, 1); // ECDSA and RSA with SHA-256
        byte[] suites = bytes(0xC0, 0x2B, 0xC0, 0x2F, 0xC0, 0x09, 0xC0, 0x13);
        ByteBuffer body = ByteBuffer.allocate(2 + 32 + 1 + 2 + suites.length + 2 + 2 + extensions.length);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        ByteBuffer record = ByteBuffer.allocate(9 + body.capacity());
        record.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + body.capacity()));
        record.put((byte) 1).put((byte) 0).putShort((short) body.capacity()).put(body.array());
        return record.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private int firstByteTo(byte[] hello) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.tls)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(hello);
            socket.getOutputStream().flush();
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }
    }

    @Test
    @DisplayName(
            "OCPP-8 clients that know ECDSA only and clients that know RSA only are both served, by TLS 1.2 and 1.3")
    void bothKinds() throws Exception {
        assertThat(shownTo("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", null))
                .isEqualTo("EC");
        assertThat(shownTo("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", null))
                .isEqualTo("EC");
        assertThat(shownTo("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", null))
                .isEqualTo("RSA");
        assertThat(shownTo("TLSv1.3", "TLS_AES_128_GCM_SHA256", "ecdsa_secp256r1_sha256"))
                .isEqualTo("EC");
        assertThat(shownTo("TLSv1.3", "TLS_AES_256_GCM_SHA384", "rsa_pss_rsae_sha256,ecdsa_secp256r1_sha256"))
                .isEqualTo("RSA");
        assertThatThrownBy(() -> shownTo("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", null))
                .isInstanceOf(IOException.class);
    }

    private String shownTo(String version, String suite, @Nullable String signatures) throws IOException {
        try (SSLSocket socket = (SSLSocket) Pki.Holder.context(null, ports.server)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), ports.tls)) {
            SSLParameters parameters = new SSLParameters(new String[] {suite}, new String[] {version});
            if (signatures != null) {
                parameters.setSignatureSchemes(signatures.split(","));
            }
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(30_000);
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getPublicKey()
                    .getAlgorithm();
        }
    }

    @Test
    @DisplayName("a station of profile 2 comes by TLS with its password, and never in clear")
    void profile2() {
        ChargePoint station = planned("2.0.1", 2);
        refused(station, PASSWORD);
        station.by(ports.client(null), ports.tlsUrl());
        refused(station, "wrong-wrong-wrong".getBytes(StandardCharsets.UTF_8));
        refused(station, null);
        station.connect();
        assertThat(station.boot().path("status").asString()).isEqualTo("Accepted");
        station.accepts("ClearCache");
        assertThat(station.commanded("ClearCache", "{}").http()).isEqualTo(200);
    }

    @Test
    @DisplayName("a station of profile 1 that comes by TLS is held to it from then on")
    void raised() {
        ChargePoint station = planned("1.6", 1);
        station.connect().heartbeat();
        station.by(ports.client(null), ports.tlsUrl()).connect().heartbeat();
        assertThat(profileOf(station)).isEqualTo(2);
        refused(station.by(TlsPorts.from("127.0.0.1"), null), PASSWORD);
        assertThat(hub.list("/history?type=station.changed").stream()
                        .filter(e ->
                                e.path("payload").path("station").asString().equals(hubId(station))))
                .hasSize(1);
    }

    private String hubId(ChargePoint station) {
        return hub.get("/stations/" + station.id).path("hub_id").asString();
    }

    @Test
    @DisplayName("the administrator gives a station another profile: its socket is closed, the old way is shut")
    void secured() {
        ChargePoint station = planned("1.6", 1);
        station.connect().heartbeat();
        hub.done("POST", "/stations/" + station.id + "/security", "{\"security_profile\": 2}");
        LiveHub.until(() -> station.closedWith, code -> code != -1);
        refused(station, PASSWORD);
        station.by(ports.client(null), ports.tlsUrl()).connect().heartbeat();
        hub.done("POST", "/stations/" + station.id + "/security", "{\"password\": \"another-password-1\"}");
        refused(station, PASSWORD);
        station.connect(station.id, "another-password-1".getBytes(StandardCharsets.UTF_8), "ocpp1.6")
                .heartbeat();
        assertThat(hub.admin("POST", "/stations/" + station.id + "/security", "{\"security_profile\": 4}")
                        .http())
                .isEqualTo(400);
        assertThat(hub.admin("POST", "/stations/" + station.id + "/security", "{\"password\": \"short\"}")
                        .http())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a hub without such a listener says so")
    void notServed() {
        LiveHub plain = LiveHub.shared();
        ChargePoint station = ChargePoint.planned(plain, "1.6");
        for (int profile : new int[] {2, 3}) {
            Answer answer = plain.admin(
                    "POST", "/stations/" + station.id + "/security", "{\"security_profile\": " + profile + "}");
            assertThat(answer.http()).isEqualTo(501);
            assertThat(answer.said()).contains("HUB_OCPP_");
        }
    }

    // --- profile 3

    private static String serial() {
        return "SN" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Pki.Holder certificate(String serial) {
        return ports.stations.holder("CN=" + serial + ",O=" + TlsPorts.CPO);
    }

    private ChargePoint with(ChargePoint station, Pki.@Nullable Holder shown) {
        return station.by(ports.client(shown), ports.mtlsUrl());
    }

    private static JsonNode boot(ChargePoint station, String serial) {
        return station.exchange("BootNotification", bootOf(station, serial));
    }

    private static String bootOf(ChargePoint station, String serial) {
        return station.version.equals("1.6")
                ? "{\"chargePointVendor\": \"Maker\", \"chargePointModel\": \"Post\", \"chargePointSerialNumber\": \""
                        + serial + "\"}"
                : "{\"reason\": \"PowerUp\", \"chargingStation\": {\"vendorName\": \"Maker\", \"model\": \"Post\","
                        + " \"serialNumber\": \"" + serial + "\"}}";
    }

    @Test
    @DisplayName("OCPP-9 a station comes in with its certificate, boots with its serial number, and is served")
    void profile3() {
        for (String version : List.of("1.6", "2.0.1")) {
            String serial = serial();
            ChargePoint station = planned(version, 3);
            with(station, certificate(serial)).connectBare();
            assertThat(station.exchange("Heartbeat", "{}").path(2).asString()).isEqualTo("SecurityError");
            assertThat(boot(station, serial).path(2).path("status").asString()).isEqualTo("Accepted");
            station.heartbeat();
            station.cut();
            station.connectBare().heartbeat();
            refused(station.by(ports.client(null), ports.tlsUrl()), PASSWORD);
            refused(station.by(TlsPorts.from("127.0.0.1"), null), PASSWORD);
        }
    }

    @Test
    @DisplayName("OCPP-9 no certificate, a foreign authority's, an expired one: no session")
    void profile3Refused() {
        ChargePoint station = planned("2.0.1", 3);
        Pki stranger = Pki.root("Station CA");
        String name = "CN=" + serial() + ",O=" + TlsPorts.CPO;
        for (Pki.Holder bad : new Pki.@Nullable Holder[] {
            null, stranger.holder(name), ports.stations.holder(name, "EC", Duration.ofDays(-1), null)
        }) {
            with(station, bad);
            assertThatThrownBy(station::connectBare)
                    .satisfies(e -> assertThat(e.getCause())
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(WebSocketHandshakeException.class));
        }
        with(station, ports.stations.holder(name)).connectBare();
    }

    @Test
    @DisplayName("OCPP-9 another operator's certificate and one that was revoked, meanwhile too: no session")
    void profile3Revoked() throws IOException {
        ChargePoint station = planned("2.0.1", 3);
        refused(with(station, ports.stations.holder("CN=" + serial() + ",O=Somebody")), null);
        refused(with(station, ports.stations.holder("CN=" + serial())), null);
        Pki.Holder good = certificate(serial());
        with(station, good).connectBare();
        Files.writeString(ports.revoked, Pki.pem(ports.stations.revoking(good.certificate())));
        try {
            refused(station, null);
            with(station, certificate(serial())).connectBare();
        } finally {
            Files.writeString(ports.revoked, Pki.pem(ports.stations.revoking()));
        }
    }

    @Test
    @DisplayName("OCPP-9 a boot with another serial number than the certificate's is recorded and closes the socket")
    void profile3OtherSerial() {
        ChargePoint station = planned("2.0.1", 3);
        with(station, certificate(serial())).connectBare();
        station.send("[2,\"boot\",\"BootNotification\"," + bootOf(station, "SN-OTHER") + "]");
        assertThat(LiveHub.until(() -> station.closedWith, code -> code != -1)).isEqualTo(1008);
        assertThat(station.came).isEmpty();
        String id = hubId(station);
        hub.listWhen(
                "/history?type=station.security_reported",
                events -> events.stream()
                        .anyMatch(e -> e.path("payload")
                                        .path("station")
                                        .asString()
                                        .equals(id)
                                && e.path("payload").path("type").asString().startsWith("Invalid")));
        assertThat(hub.get("/stations/" + station.id).has("serial")).isFalse();
    }

    @Test
    @DisplayName("nobody comes in as another station with a certificate of his own, until it is new hardware")
    void profile3OthersCertificate() {
        ChargePoint station = planned("2.0.1", 3);
        String serial = serial();
        with(station, certificate(serial)).connectBare();
        boot(station, serial);
        Pki.Holder other = certificate(serial());
        refused(with(station, other), null);
        hub.done("POST", "/stations/" + station.id + "/security", "{\"new_hardware\": true}");
        with(station, other).connectBare();
    }

    // --- passwords that change

    @Test
    @DisplayName("a new AuthorizationKey counts beside the old one until the station has used it, and is kept nowhere")
    void newKey() {
        ChargePoint station = planned("1.6", 1).connect();
        station.boot();
        String key = "00ff3A" + "1b".repeat(17);
        change(station, "{\"status\": \"Accepted\"}", key);
        station.connect().heartbeat();
        station.connect(station.id, java.util.HexFormat.of().parseHex(key), "ocpp1.6")
                .heartbeat();
        refused(station, PASSWORD);
        station.connect(station.id, key.getBytes(StandardCharsets.UTF_8), "ocpp1.6")
                .heartbeat();
        assertThat(hub.list("/history?type=station.command_sent").toString()).doesNotContain(key);
        assertThat(hub.printed()).doesNotContain(key);
        assertThat(station.got("ChangeConfiguration").getFirst().path("value").asString())
                .isEqualTo(key);
    }

    @Test
    @DisplayName("an AuthorizationKey that the station refuses does not count; a short one is not sent")
    void refusedKey() {
        ChargePoint station = planned("1.6", 1).connect();
        station.boot();
        String key = "4b".repeat(20);
        change(station, "{\"status\": \"Rejected\"}", key);
        refused(station, java.util.HexFormat.of().parseHex(key));
        station.connect().heartbeat();
        assertThat(station.commanded("ChangeConfiguration", "{\"key\": \"AuthorizationKey\", \"value\": \"short\"}")
                        .http())
                .isEqualTo(400);
        assertThat(station.got("ChangeConfiguration")).hasSize(1);
    }

    @Test
    @DisplayName("2.x: BasicAuthPassword by SetVariables")
    void newPassword() {
        ChargePoint station = planned("2.0.1", 1).connect();
        station.boot();
        String variable =
                "\"component\": {\"name\": \"SecurityCtrlr\"}, \"variable\": {\"name\": \"BasicAuthPassword\"}";
        station.answers(
                "SetVariables",
                p -> Http.read("{\"setVariableResult\": [{\"attributeStatus\": \"Accepted\", " + variable + "}]}"));
        String next = "a-new-one:with-ü-16";
        assertThat(station.commanded(
                                "SetVariables",
                                "{\"setVariableData\": [{\"attributeValue\": \"" + next + "\", " + variable + "}]}")
                        .http())
                .isEqualTo(200);
        station.connect().heartbeat();
        station.connect(station.id, next.getBytes(StandardCharsets.UTF_8), "ocpp2.0.1")
                .heartbeat();
        refused(station, PASSWORD);
    }

    private static void change(ChargePoint station, String answer, String key) {
        station.answers("ChangeConfiguration", p -> Http.read(answer));
        assertThat(station.commanded(
                                "ChangeConfiguration", "{\"key\": \"AuthorizationKey\", \"value\": \"" + key + "\"}")
                        .http())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("OCPP-65 passwords and their headers are in no log")
    void noSecrets() {
        ChargePoint station = planned("1.6", 1);
        refused(station, "guess-guess-guess".getBytes(StandardCharsets.UTF_8));
        station.connect().heartbeat();
        assertThat(hub.printed())
                .doesNotContain(
                        ChargePoint.PASSWORD,
                        "guess-guess-guess",
                        ChargePoint.basic(station.id, PASSWORD).substring(6));
        assertThat(hub.printed()).contains("ocpp=refused").doesNotContain("PRIVATE KEY");
    }
}
