package org.roaminghub.bench.site;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.roaminghub.bench.wire.HttpCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub's admin API. */
public final class HubAdmin {

    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String token;

    public HubAdmin(String hubUrl, String token) {
        this.base = hubUrl + "/api/v1";
        this.token = token;
    }

    public JsonNode get(String path) throws IOException {
        return call("GET", path, "");
    }

    public JsonNode post(String path, String body) throws IOException {
        return call("POST", path, body);
    }

    /** Every item of a list, page by page; the path may hold filters. */
    public void each(String path, Consumer<JsonNode> item) throws IOException {
        String filters = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE;
        String after = "";
        do {
            JsonNode page = get(after.isEmpty() ? filters : filters + "&after=" + encoded(after));
            page.path("items").forEach(item);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
    }

    /** Text as it may stand in a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode call(String method, String path, String body) throws IOException {
        HttpCall.Reply reply =
                HttpCall.send(method, URI.create(base + path), List.of("Authorization: Bearer " + token), body);
        if (!reply.ok()) {
            throw new IOException(
                    "%s %s: HTTP %d %s".formatted(method, path, reply.status(), abbreviated(reply.body())));
        }
        return reply.body().isBlank() ? JSON.missingNode() : JSON.readTree(reply.body());
    }

    private static String abbreviated(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
