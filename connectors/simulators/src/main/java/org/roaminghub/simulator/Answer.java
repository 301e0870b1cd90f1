package org.roaminghub.simulator;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the hub answered to one request of ours. {@code location} is the Location header, {@code next} the address of a
 * list's next page; empty when there was none.
 */
public record Answer(
        int http,
        int statusCode,
        String message,
        JsonNode data,
        String location,
        String next,
        String correlationId,
        Duration took) {

    /** The hub said yes: what was sent is in its hands. */
    public boolean acknowledged() {
        return http >= 200 && http < 300 && statusCode >= Reply.SUCCESS && statusCode < 2000;
    }

    /** Trying the same again may help: the server was in trouble or busy. An unknown receiver (4001) stays unknown. */
    boolean worthRepeating() {
        return http >= 500 || http == 429 || (statusCode >= 3000 && statusCode != 4001);
    }

    ObjectNode toJson() {
        return Wire.object()
                .put("acknowledged", acknowledged())
                .put("http", http)
                .put("status_code", statusCode)
                .put("status_message", message)
                .put("location", location)
                .put("correlation_id", correlationId)
                .put("took_ms", took.toMillis());
    }
}
