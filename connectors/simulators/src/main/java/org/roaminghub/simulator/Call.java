package org.roaminghub.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request that came in: path cut at its slashes, header names in lower case, the body as JSON when there is one. */
record Call(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    static final int MAX_BODY_BYTES = 1 << 20;

    /** Throws Unreadable when the body is too long or no JSON. */
    static Call of(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var raw = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (raw.length > MAX_BODY_BYTES) {
            throw new Unreadable("more than " + MAX_BODY_BYTES + " bytes");
        }
        var uri = exchange.getRequestURI();
        return new Call(
                exchange.getRequestMethod(), segments(uri.getRawPath()), query(uri.getRawQuery()), headers, json(raw));
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String segment(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    /** The body's fields; an empty object when there is no body. */
    JsonNode json() {
        return body == null ? Wire.object() : body;
    }

    private static @Nullable JsonNode json(byte[] raw) throws Unreadable {
        if (raw.length == 0) {
            return null;
        }
        try {
            return Wire.read(raw);
        } catch (JacksonException e) {
            throw new Unreadable("not JSON");
        }
    }

    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        for (var part : rawPath.split("/")) {
            if (!part.isEmpty()) {
                segments.add(decode(part));
            }
        }
        return List.copyOf(segments);
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                var at = pair.indexOf('=');
                query.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The request can't be understood: HTTP 400. */
    static final class Unreadable extends IOException {
        Unreadable(String why) {
            super(why);
        }
    }
}
