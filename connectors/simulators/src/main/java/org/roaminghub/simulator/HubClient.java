package org.roaminghub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends requests to a hub as the version of OCPI wants them. One per back office. */
final class HubClient implements AutoCloseable {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);

    private final Tongue tongue;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    HubClient(Tongue tongue) {
        this.tongue = tongue;
    }

    /** {@code from} and {@code to} only for functional modules; a request with {@code from} alone is open routing. */
    record Request(
            String method,
            String url,
            String token,
            @Nullable JsonNode body,
            @Nullable Party from,
            @Nullable Party to,
            String correlationId) {

        static Request configuration(String method, String url, String token, @Nullable JsonNode body) {
            return new Request(
                    method, url, token, body, null, null, UUID.randomUUID().toString());
        }
    }

    /** Throws IOException when no answer came: whether the hub took the message is then unknown. */
    Answer send(Request request) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", tongue.authorization(request.token()))
                .header("Accept", "application/json")
                .header("X-Request-ID", UUID.randomUUID().toString())
                .header("X-Correlation-ID", request.correlationId());
        if (!tongue.old()) {
            route(builder, "from", request.from());
            route(builder, "to", request.to());
        }
        if (request.body() == null) {
            builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", "application/json")
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(Wire.write(request.body())));
        }
        var started = System.nanoTime();
        var response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        return answer(response, request.correlationId(), Duration.ofNanos(System.nanoTime() - started));
    }

    private static void route(HttpRequest.Builder builder, String end, @Nullable Party party) {
        if (party != null) {
            builder.header("OCPI-" + end + "-country-code", party.country())
                    .header("OCPI-" + end + "-party-id", party.id());
        }
    }

    private static Answer answer(HttpResponse<byte[]> response, String correlationId, Duration took) {
        JsonNode envelope;
        try {
            envelope = response.body().length == 0 ? Wire.object() : Wire.read(response.body());
        } catch (JacksonException e) {
            envelope = Wire.object().put("status_message", "the answer is not JSON");
        }
        return new Answer(
                response.statusCode(),
                envelope.path("status_code").asInt(0),
                Wire.field(envelope, "status_message"),
                envelope.path("data"),
                response.headers().firstValue("Location").orElse(""),
                next(response.headers().firstValue("Link").orElse("")),
                correlationId,
                took);
    }

    private static String next(String link) {
        var match = NEXT.matcher(link);
        return match.find() ? match.group(1) : "";
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
