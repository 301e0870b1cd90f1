package org.roaminghub.connector.ocpi.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Refusal;

/** A partner that answers too much, or never comes to an end. */
class PartnerClientTest {

    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final PartnerClient client = new PartnerClient(new RandomIds(), null);
    private HttpServer partner;

    @BeforeEach
    void start() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.setExecutor(handlers);
        partner.createContext("/much", PartnerClientTest::answerMuch);
        partner.createContext("/endless", this::drip);
        partner.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        client.close();
        partner.stop(0);
        handlers.shutdownNow();
    }

    private Reply call(String path, Duration deadline) {
        String url = "http://127.0.0.1:" + partner.getAddress().getPort() + path;
        return client.call(new Request(
                new PlatformId(new UUID(7, 1)), "GET", url, "secret", true, null, null, "c", null, deadline));
    }

    /** A good answer but for its size. */
    private static void answerMuch(HttpExchange exchange) throws IOException {
        byte[] begin = "{\"status_code\": 1000, \"data\": \"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] filling = new byte[PartnerClient.MAX_ANSWER];
        Arrays.fill(filling, (byte) 'x');
        exchange.sendResponseHeaders(OK, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(begin);
            out.write(filling);
            out.write('"');
            out.write('}');
        }
    }

    /** A byte every 50 ms: never silent for long, and never done. */
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(OK, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void readsNoMoreThanAnAnswerMayBe() {
        Reply reply = call("/much", AMPLE);
        assertThat(reply).isInstanceOfSatisfying(Reply.None.class, none -> {
            assertThat(none.refusal()).isEqualTo(Refusal.PARTY_FAILED);
            assertThat(none.toString()).contains("larger than " + PartnerClient.MAX_ANSWER);
        });
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsByItsDeadlineThoughTheAnswerKeepsComing() {
        Reply reply = call("/endless", DEADLINE);
        assertThat(reply).isInstanceOfSatisfying(Reply.None.class, none -> {
            assertThat(none.refusal()).isEqualTo(Refusal.PARTY_SILENT);
            assertThat(none.toString()).contains("within " + DEADLINE.toMillis() + " ms");
        });
    }

    private static final class RandomIds implements Ids {
        @Override
        public UUID next() {
            return UUID.randomUUID();
        }

        @Override
        public UUID random() {
            return UUID.randomUUID();
        }
    }
}
