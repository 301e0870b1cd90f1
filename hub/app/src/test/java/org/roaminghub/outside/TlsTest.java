package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.bench.site.FreePort;
import tools.jackson.databind.JsonNode;

/** A hub that is reached by TLS, asks for certificates, and shows its own to partners. */
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    @DisplayName(
            "TLS both ways: no or a foreign certificate = no connection; a partner with one registers; a bound one is its alone")
    void certificatesBothWays() throws Exception {
        Certificates hub = Certificates.of("hub", folder);
        Certificates partner = Certificates.of("partner", folder);
        Certificates stranger = Certificates.of("stranger", folder);
        Certificates other = Certificates.of("other", folder);
        Path clients = Files.writeString(
                folder.resolve("clients.pem"),
                Files.readString(partner.certificate) + Files.readString(other.certificate));
        int port = FreePort.next();
        String url = "https://127.0.0.1:" + port;
        LiveHub running = LiveHub.start(
                folder.resolve("data"),
                port,
                "--hub.public-url=" + url,
                "--hub.tls.certificate=" + hub.certificate,
                "--hub.tls.key=" + hub.key,
                "--hub.tls.client-auth=need",
                "--hub.tls.client-ca=" + clients,
                "--hub.tls.client-certificate=" + hub.certificate,
                "--hub.tls.client-key=" + hub.key,
                "--hub.tls.trust=" + partner.certificate);
        try (running) {
            SSLContext known = partner.believing(hub);
            assertThatThrownBy(() -> call(hub.believedByNobody(), "GET", url + "/ocpi/versions", "none", ""))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> call(stranger.believing(hub), "GET", url + "/ocpi/versions", "none", ""))
                    .isInstanceOf(IOException.class);
            assertThat(call(known, "GET", url + "/ocpi/versions", "none", "").statusCode())
                    .isEqualTo(401);

            JsonNode platform = Http.read(call(
                            known,
                            "POST",
                            url + "/api/v1/platforms",
                            "Bearer " + LiveHub.ADMIN_TOKEN,
                            "{\"name\":\"T\",\"protocol\":\"OCPI\",\"parties\":[{\"role\":\"CPO\",\"party\":\"DE*TLS\",\"name\":\"T\"}]}")
                    .body());
            String token = platform.path("ocpi").path("registration_token").asString();
            Queue<String> callers = new ConcurrentLinkedQueue<>();
            HttpsServer believed = server(partner.believing(hub), callers);
            HttpsServer unbelieved = server(stranger.believing(hub), callers);
            try {
                assertThat(register(known, url, token, unbelieved)
                                .path("status_code")
                                .asInt())
                        .isEqualTo(3001);
                assertThat(callers).isEmpty();
                JsonNode answer = register(known, url, token, believed);
                assertThat(answer.path("status_code").asInt())
                        .as(answer.toString())
                        .isEqualTo(1000);
                assertThat(answer.path("data").path("url").asString()).isEqualTo(url + "/ocpi/versions");
                assertThat(callers).isNotEmpty().containsOnly("CN=hub");
                bound(
                        url,
                        platform.path("platform_id").asString(),
                        answer.path("data").path("token").asString(),
                        known,
                        other.believing(hub));
            } finally {
                believed.stop(0);
                unbelieved.stop(0);
            }
        }
    }

    /** Both certificates are believed; which of them goes with the token is what the administrator says. */
    private static void bound(String url, String platform, String token, SSLContext own, SSLContext others)
            throws Exception {
        assertThat(asks(own, url, token)).isEqualTo(200);
        assertThat(asks(others, url, token)).as("nothing is bound yet").isEqualTo(200);
        gate(own, url, platform, "CN=partner");
        assertThat(asks(own, url, token)).isEqualTo(200);
        assertThat(asks(others, url, token)).isEqualTo(401);
        gate(own, url, platform, "CN=other");
        assertThat(asks(own, url, token)).isEqualTo(401);
        assertThat(asks(others, url, token)).isEqualTo(200);

        JsonNode second = Http.read(call(
                        own,
                        "POST",
                        url + "/api/v1/platforms",
                        "Bearer " + LiveHub.ADMIN_TOKEN,
                        "{\"name\":\"U\",\"protocol\":\"OCPI\",\"parties\":[{\"role\":\"CPO\",\"party\":\"DE*TLU\",\"name\":\"U\"}]}")
                .body());
        String theirs = second.path("ocpi").path("registration_token").asString();
        assertThat(asks(others, url, theirs))
                .as("another platform's certificate")
                .isEqualTo(401);
        assertThat(asks(own, url, theirs)).isEqualTo(200);
    }

    private static void gate(SSLContext tls, String url, String platform, String certificate) throws Exception {
        assertThat(call(
                                tls,
                                "POST",
                                url + "/api/v1/platforms/" + platform + "/gate",
                                "Bearer " + LiveHub.ADMIN_TOKEN,
                                "{\"client_certificates\":[\"" + certificate + "\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static int asks(SSLContext tls, String url, String token) throws Exception {
        return call(tls, "GET", url + "/ocpi/versions", Http.token(token), "").statusCode();
    }

    private static JsonNode register(SSLContext known, String url, String token, HttpsServer server) throws Exception {
        return Http.read(call(
                        known,
                        "POST",
                        url + "/ocpi/2.2.1/credentials",
                        Http.token(token),
                        "{\"token\":\"the-partners-own-token\",\"url\":\"%s/versions\",\"roles\":[%s]}"
                                .formatted(
                                        base(server),
                                        "{\"role\":\"CPO\",\"country_code\":\"DE\",\"party_id\":\"TLS\",\"business_details\":{\"name\":\"T\"}}"))
                .body());
    }

    private static String base(HttpsServer server) {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A partner's versions; notes who asked for them. */
    private static HttpsServer server(SSLContext tls, Queue<String> callers) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = getSSLContext().getDefaultSSLParameters();
                asked.setNeedClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        });
        server.createContext("/", exchange -> {
            callers.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            String version = "{\"version\":\"2.2.1\",\"url\":\"" + base(server) + "/2.2.1\"}";
            String data = exchange.getRequestURI().getPath().equals("/versions")
                    ? "[" + version + "]"
                    : "{\"version\":\"2.2.1\",\"endpoints\":["
                            + endpoint(server, "credentials", "SENDER") + ","
                            + endpoint(server, "tokens", "RECEIVER") + "]}";
            byte[] body = ("{\"status_code\":1000,\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":" + data + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String endpoint(HttpsServer server, String module, String role) {
        return "{\"identifier\":\"%s\",\"role\":\"%s\",\"url\":\"%s\"}"
                .formatted(module, role, base(server) + "/2.2.1/" + module);
    }

    private static HttpResponse<String> call(
            SSLContext tls, String method, String url, String authorization, String body)
            throws IOException, InterruptedException, GeneralSecurityException {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(PATIENCE)
                            .header("Authorization", authorization)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
