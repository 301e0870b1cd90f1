package org.roaminghub.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.roaminghub.bench.site.FreePort;

class WireTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void keepsOneConnectionForManyExchanges() throws IOException {
        AtomicInteger served = new AtomicInteger();
        WireServer.Handler echo = request -> Answer.json(
                200,
                "X-Seen: " + served.incrementAndGet() + "\r\n",
                new String(request.body(), StandardCharsets.UTF_8));
        try (WireServer server = WireServer.open(0, echo);
                WireClient client = new WireClient("127.0.0.1", server.port(), TIMEOUT)) {
            Template request =
                    Template.request("POST", "hub", "/cards/@@@@@@", List.of("X-Request-ID: r-@@@@"), "{\"n\":1@@@@}");
            for (int n = 1; n <= 500; n++) {
                HttpMessage answer =
                        client.exchange(request.set(0, n).set(1, n).set(2, n).bytes());
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("x-seen")).isEqualTo(String.valueOf(n));
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1%04d}".formatted(n));
            }
        }
    }

    @Test
    void showsTheServerMethodTargetHeadersAndBody() throws IOException {
        WireServer.Handler describe = request -> Answer.json(
                201,
                "",
                request.method() + " " + request.target() + " " + request.header("x-request-id") + " "
                        + request.header("x-absent") + " " + request.bodyLength());
        try (WireServer server = WireServer.open(0, describe)) {
            URI url = URI.create("http://127.0.0.1:" + server.port() + "/a/b?c=d");
            HttpCall.Reply reply = HttpCall.send("PUT", url, List.of("X-Request-ID: 17"), "éa");
            assertThat(reply).isEqualTo(new HttpCall.Reply(201, "PUT /a/b?c=d 17 null 3"));
        }
    }

    @Test
    void readsChunkedBodiesAndWhatFollowsThem() throws IOException {
        String lines = "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;x=y|hello|A|, chunked |0|Trailer: t||"
                + "HTTP/1.1 404 Not Found|Content-Length: 2||no";
        HttpMessage message = message(lines.replace("|", "\r\n"));
        message.readResponse();
        assertThat(text(message)).isEqualTo("hello, chunked ");
        message.readResponse();
        assertThat(message.status()).isEqualTo(404);
        assertThat(text(message)).isEqualTo("no");
    }

    @Test
    void readsWhateverPiecesTheNetworkGives() throws IOException {
        String two =
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 40000\r\n\r\n" + "x".repeat(40_000)
                        + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1 204 -\r\n\r\n";
        HttpMessage message = new HttpMessage(new ByteArrayInputStream(two.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 7));
            }
        });
        message.readResponse();
        assertThat(message.bodyLength()).isEqualTo(40_000);
        message.readResponse();
        assertThat(text(message)).isEqualTo("abc");
        message.readResponse();
        assertThat(message.status()).isEqualTo(204);
        assertThat(message.bodyLength()).isZero();
    }

    @Test
    void readsToTheEndWithoutALength() throws IOException {
        HttpMessage message = message("HTTP/1.1 500 -\r\n\r\nbroken");
        message.readResponse();
        assertThat(text(message)).isEqualTo("broken");
        assertThat(message.lastOnConnection()).isTrue();
    }

    @Test
    void reportsABodyThatIsCutOff() {
        HttpMessage message = message("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        assertThatThrownBy(message::readResponse).isInstanceOf(IOException.class);
    }

    @Test
    void findsBytesInTheBodyOnly() throws IOException {
        HttpMessage message = message("HTTP/1.1 200 OK\r\nX: needle\r\nContent-Length: 12\r\n\r\nhay needle !");
        message.readResponse();
        assertThat(message.find("needle".getBytes(StandardCharsets.UTF_8))).isEqualTo(4);
        assertThat(message.find("absent".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
    }

    @Test
    void opensANewConnectionAfterOneThatEnded() throws IOException {
        WireServer.Handler last = request -> Answer.json(200, "Connection: close\r\n", "{}");
        try (WireServer server = WireServer.open(0, last);
                WireClient client = new WireClient("127.0.0.1", server.port(), TIMEOUT)) {
            byte[] request = Template.request("GET", "hub", "/", List.of(), "").bytes();
            assertThat(client.exchange(request).status()).isEqualTo(200);
            assertThat(client.exchange(request).status()).isEqualTo(200);
        }
    }

    @Test
    void failsWhileTheServerIsDownAndWorksAgainOnTheSamePort() throws IOException {
        byte[] request = Template.request("GET", "hub", "/", List.of(), "").bytes();
        WireServer first = WireServer.open(FreePort.next(), any -> Answer.json(200, "", "{}"));
        try (WireClient client = new WireClient("127.0.0.1", first.port(), TIMEOUT)) {
            assertThat(client.exchange(request).status()).isEqualTo(200);
            first.close();
            assertThatThrownBy(() -> client.exchange(request)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.exchange(request)).isInstanceOf(IOException.class);
            try (WireServer again = WireServer.open(first.port(), any -> Answer.json(201, "", "{}"))) {
                assertThat(again.port()).isEqualTo(first.port());
                assertThat(client.exchange(request).status()).isEqualTo(201);
            }
        }
    }

    @Test
    void fillsSlotsAndNothingElse() {
        Template template = Template.of("id=@@@@@@ mail=a@b @@@ last=@@@@");
        assertThat(template.slots()).isEqualTo(2);
        Template copy = template.copy().set(0, 42).set(1, 9_999);
        assertThat(new String(copy.bytes(), StandardCharsets.UTF_8)).isEqualTo("id=000042 mail=a@b @@@ last=9999");
        assertThat(new String(template.bytes(), StandardCharsets.UTF_8)).contains("@@@@@@");
        assertThatThrownBy(() -> copy.set(1, 10_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpMessage message(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new HttpMessage(in);
    }

    private static String text(HttpMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
