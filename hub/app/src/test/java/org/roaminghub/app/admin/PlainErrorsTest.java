package org.roaminghub.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the web server refuses before the hub hears of it. */
@ResourceLock(RunningHub.ONLY)
class PlainErrorsTest {

    @Test
    void aPathThatCannotBeDecodedGetsTheEnvelopeBelowOcpiAndAProblemElsewhere() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> ocpi = get(client, "/ocpi/%00");
            HttpResponse<String> other = get(client, "/api/%00");

            assertThat(ocpi.statusCode()).isEqualTo(400);
            assertThat(ocpi.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(ocpi.body()).contains("\"status_code\":2001").contains("\"timestamp\":");
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(other.body()).contains("\"status\":400").doesNotContain("<");
        }
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws Exception {
        URI url = URI.create(RunningHub.get().url + path);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
