package org.roaminghub.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One functional message that reached this back office. {@code module} is OCPI's identifier ({@code cdrs}), {@code object}
 * the id of what it is about.
 */
public record Arrival(
        int number,
        Instant at,
        String method,
        String module,
        String object,
        String from,
        String to,
        String requestId,
        String correlationId,
        @Nullable JsonNode body) {

    ObjectNode toJson() {
        var json = Wire.object()
                .put("number", number)
                .put("at", Wire.time(at))
                .put("method", method)
                .put("module", module)
                .put("object", object)
                .put("from", from)
                .put("to", to)
                .put("request_id", requestId)
                .put("correlation_id", correlationId);
        if (body != null) {
            json.set("body", body);
        }
        return json;
    }

    /** One line for people; without card uids, which end up in terminals and log files. */
    @Override
    public String toString() {
        var what = module.equals("tokens") ? "(card)" : object;
        return "%s %s %s%s".formatted(method, module, what, from.isEmpty() ? "" : " from " + from);
    }
}
