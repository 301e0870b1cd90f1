package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Role;

/** Between a servlet container and the endpoint: raw paths, doubled headers, bodies without end. */
class OcpiServletTest {

    private final HubUnderTest hub = new HubUnderTest();
    private final String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));
    private final Map<String, Object> sent = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long read;

    @AfterEach
    void close() {
        hub.close();
    }

    private void call(String method, String uri, @Nullable String query, long length, InputStream in, Duration bodyTime)
            throws IOException {
        Map<String, List<String>> headers = Map.of("AUTHORIZATION", List.of("Token " + Bodies.base64(cpo)));
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, m, args) -> switch (m.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> uri;
                    case "getContextPath" -> "";
                    case "getServletPath" -> "/ocpi";
                    case "getQueryString" -> query;
                    case "getAttribute" -> null;
                    case "getContentLengthLong" -> length;
                    case "getContentLength" -> (int) length;
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeader" ->
                        headers.getOrDefault(args[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getHeaders" -> Collections.enumeration(Objects.requireNonNull(headers.get(args[0])));
                    case "getInputStream" -> servlet(in);
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        var response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, m, args) -> switch (m.getName()) {
                    case "setStatus", "setContentLength" -> sent.put(m.getName(), args[0]);
                    case "setHeader" -> sent.put((String) args[0], args[1]);
                    case "getOutputStream" -> out();
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        new OcpiServlet(hub.endpoint, bodyTime).service(request, response);
    }

    private ServletInputStream servlet(InputStream in) {
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                read++;
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = in.read(bytes, offset, length);
                read += Math.max(0, n);
                return n;
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
    }

    private ServletOutputStream out() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}
        };
    }

    /** Gives the same byte for ever, in small pieces. */
    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = ' ';
                return 1;
            }
        };
    }

    @Test
    void carriesARequestInAndItsAnswerOut() throws IOException {
        byte[] cdr = Bodies.CDR.getBytes(StandardCharsets.UTF_8);
        call(
                "POST",
                "/ocpi/2.2.1/receiver/cdrs",
                null,
                cdr.length,
                new ByteArrayInputStream(cdr),
                OcpiEndpoint.MAX_BODY_TIME);
        assertThat(sent)
                .containsEntry("setStatus", 201)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("setContentLength", body.size());
        assertThat(hub.hub.came.getFirst()).isInstanceOf(ChargeDetailRecord.class);
        assertThat(Bodies.json(body.toString(StandardCharsets.UTF_8))
                        .path("status_code")
                        .intValue())
                .isEqualTo(1000);
    }

    @Test
    void keepsThePathRaw() throws IOException {
        call(
                "GET",
                "/ocpi/2.2.1/receiver/sessions/DE/VOL/a%2Fb",
                null,
                0,
                new ByteArrayInputStream(new byte[0]),
                OcpiEndpoint.MAX_BODY_TIME);
        assertThat(sent).as("one id with a slash in it, unknown").containsEntry("setStatus", 404);
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("no such session");
    }

    @Test
    void forgetsWhatIsTooLargeAndReadsItToALimit() throws IOException {
        long most = 16L * 1024 * 1024;
        call("POST", "/ocpi/2.2.1/receiver/cdrs", null, most + 1, endless(), OcpiEndpoint.MAX_BODY_TIME);
        assertThat(sent).containsEntry("setStatus", 413).containsEntry("Connection", "close");
        assertThat(read).as("told by its length").isZero();
        byte[] large = new byte[2 * OcpiEndpoint.MAX_BODY];
        for (long announced : new long[] {large.length, -1}) {
            sent.clear();
            read = 0;
            call(
                    "POST",
                    "/ocpi/2.2.1/receiver/cdrs",
                    null,
                    announced,
                    new ByteArrayInputStream(large),
                    OcpiEndpoint.MAX_BODY_TIME);
            assertThat(sent).containsEntry("setStatus", 413).containsEntry("Connection", "close");
            assertThat(read)
                    .as("to its end, so that the client sees the answer")
                    .isEqualTo(large.length);
        }
        read = 0;
        call("POST", "/ocpi/2.2.1/receiver/cdrs", null, -1, endless(), Duration.ofMinutes(5));
        assertThat(sent).containsEntry("setStatus", 413);
        assertThat(read).isBetween(most, most + 8192 * 2);
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void endsABodyThatDrips() throws IOException {
        call("POST", "/ocpi/2.2.1/receiver/cdrs", null, 1000, endless(), Duration.ofNanos(1));
        assertThat(sent).containsEntry("setStatus", 408).containsEntry("Connection", "close");
        assertThat(Bodies.json(body.toString(StandardCharsets.UTF_8))
                        .path("status_code")
                        .intValue())
                .isEqualTo(2001);
    }
}
