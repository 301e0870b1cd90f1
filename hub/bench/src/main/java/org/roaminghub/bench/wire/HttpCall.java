package org.roaminghub.bench.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A single call on a connection of its own, for what isn't measured: set-up, questions to the admin API, health. */
public final class HttpCall {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int HTTP_PORT = 80;

    /** Status and body of an answer. */
    public record Reply(int status, String body) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    private HttpCall() {}

    /** Calls an http URL; headers are given as {@code Name: value}. */
    public static Reply send(String method, URI url, List<String> headers, String body) throws IOException {
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        List<String> all = new ArrayList<>(headers);
        all.add("Accept: application/json");
        all.add("Connection: close");
        String request = Template.requestText(method, url.getAuthority(), targetOf(url), all, body);
        try (WireClient client = new WireClient(url.getHost(), port, TIMEOUT)) {
            HttpMessage answer = client.exchange(request.getBytes(StandardCharsets.UTF_8));
            return new Reply(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** Path and query as they go into the request line. */
    public static String targetOf(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
