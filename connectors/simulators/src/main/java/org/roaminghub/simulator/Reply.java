package org.roaminghub.simulator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What to answer: HTTP status, body, further headers. */
record Reply(int http, JsonNode body, Map<String, String> headers) {

    static final int SUCCESS = 1000;
    static final int INVALID = 2001;
    static final int NOT_ENOUGH = 2002;
    static final int UNKNOWN_LOCATION = 2003;
    static final int UNKNOWN_TOKEN = 2004;

    /** Not OCPI: the control interface. */
    static Reply plain(int http, JsonNode body) {
        return new Reply(http, body, Map.of());
    }

    static Reply plain(JsonNode body) {
        return plain(200, body);
    }

    static Reply ok(@Nullable JsonNode data) {
        return ocpi(200, SUCCESS, null, data);
    }

    static Reply created() {
        return ocpi(201, SUCCESS, null, null);
    }

    static Reply refused(int statusCode, String message) {
        return ocpi(200, statusCode, message, null);
    }

    static Reply notFound(int statusCode, String message) {
        return ocpi(404, statusCode, message, null);
    }

    static Reply notAllowed() {
        return ocpi(405, 2000, "not a method of this resource", null);
    }

    static Reply ocpi(int http, int statusCode, @Nullable String message, @Nullable JsonNode data) {
        return new Reply(http, Wire.envelope(statusCode, message, data), Map.of());
    }

    Reply with(String header, String value) {
        var all = new HashMap<>(headers);
        if (!value.isEmpty()) {
            all.put(header, value);
        }
        return new Reply(http, body, Map.copyOf(all));
    }
}
