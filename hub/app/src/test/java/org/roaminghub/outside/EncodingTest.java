package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What HTTP offers beside plain text on HTTP/1.1. */
class EncodingTest extends OutsideTest {

    private static final int BOMB_BYTES = 64 * 1024 * 1024;
    private static final int SESSIONS = 20;

    private static byte[] packed(byte[] clear) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(clear);
        }
        return bytes.toByteArray();
    }

    private Ask putSession(Pair pair, ObjectNode session) {
        return pair.cpo().putSession(session).with("Content-Encoding", "gzip");
    }

    @Test
    @DisplayName("A packed body is read as if it were plain, and goes on unpacked")
    void readsPackedBodies() throws IOException {
        Pair pair = pair();
        ObjectNode session = session(pair);
        putSession(pair, session)
                .bytes(packed(Http.utf8(session.toString())))
                .send()
                .ok();
        assertThat(Http.read(pair.emsp().only("PUT", "sessions").text())).isEqualTo(session);
    }

    @Test
    @DisplayName("Not what it says, cut short, unknown, or huge once unpacked: the client's fault, in an envelope")
    void refusesBrokenBodies() throws IOException {
        Pair pair = pair();
        ObjectNode session = session(pair);
        byte[] plain = Http.utf8(session.toString());
        byte[] good = packed(plain);
        putSession(pair, session).bytes(plain).send().refused(400, 2001);
        putSession(pair, session)
                .bytes(java.util.Arrays.copyOf(good, good.length / 2))
                .send()
                .refused(400, 2001);
        pair.cpo()
                .putSession(session)
                .with("Content-Encoding", "br")
                .bytes(good)
                .send()
                .refused(415, 2001);
        Answer bomb =
                putSession(pair, session).bytes(packed(new byte[BOMB_BYTES])).send();
        assertThat(bomb.http()).as(bomb::said).isEqualTo(413);
        assertThat(pair.emsp().got("PUT", "sessions")).isEmpty();
        assertThat(pair.cpo().ask("GET", "sessions/SENDER").send().http()).isLessThan(500);
    }

    private HttpRequest list(Pair pair) {
        return HttpRequest.newBuilder(
                        URI.create(pair.emsp().endpoint("sessions/SENDER") + "?date_from=2020-01-01T00:00:00Z"))
                .header("Authorization", Http.token(pair.emsp().theirs))
                .header("OCPI-to-country-code", LiveHub.SELF.country())
                .header("OCPI-to-party-id", LiveHub.SELF.id())
                .header("Accept-Encoding", "gzip")
                .build();
    }

    @Test
    @DisplayName("Long answers are packed for who takes that, over HTTP/1.1 and HTTP/2")
    void packsAnswers() throws IOException, InterruptedException {
        Pair pair = pair();
        for (int i = 0; i < SESSIONS; i++) {
            ObjectNode session = session(pair);
            pair.cpo().putSession(session).send().ok();
        }
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version != HttpClient.Version.HTTP_1_1 && version != HttpClient.Version.HTTP_2) {
                continue;
            }
            try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
                HttpResponse<byte[]> answer = client.send(list(pair), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.headers().firstValue("Content-Encoding"))
                        .as(version + " " + answer.headers().map() + " " + answer.body().length + " bytes")
                        .contains("gzip");
                JsonNode body = Http.read(new String(
                        new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                        StandardCharsets.UTF_8));
                assertThat(body.path("data")).hasSize(SESSIONS);
            }
        }
    }
}
