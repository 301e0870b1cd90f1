package org.roaminghub.app.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A client of the hub's admin API. Throws {@link AdminRefused} and {@link HubUnreachable}. */
public final class AdminApi implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int PAGE = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String url;
    private final @Nullable String token;

    /** {@code url} is the hub's base; {@code token} absent leaves the call without one, and the hub will say so. */
    public AdminApi(String url, @Nullable String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    public String url() {
        return url;
    }

    /** {@code path} after {@code /api/v1}. */
    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    public JsonNode get(String path, Map<String, String> filters) {
        return call("GET", path + query(filters), null);
    }

    public JsonNode post(String path, @Nullable JsonNode body) {
        return call("POST", path, body);
    }

    public JsonNode put(String path, JsonNode body) {
        return call("PUT", path, body);
    }

    public JsonNode patch(String path, JsonNode body) {
        return call("PATCH", path, body);
    }

    public JsonNode delete(String path) {
        return call("DELETE", path, null);
    }

    /** The items of a list over as many pages as it takes, at most {@code max}. */
    public List<JsonNode> list(String path, Map<String, String> filters, int max) {
        var items = new ArrayList<JsonNode>();
        var page = new LinkedHashMap<>(filters);
        while (items.size() < max) {
            page.put("limit", String.valueOf(Math.min(PAGE, max - items.size())));
            var answer = get(path, page);
            answer.path("items").values().forEach(items::add);
            var next = answer.path("next").asString("");
            if (next.isEmpty() || answer.path("items").isEmpty()) {
                break;
            }
            page.put("after", next);
        }
        return items;
    }

    /** The HTTP status of a GET outside the API, such as health; throws HubUnreachable. */
    public int statusOf(String absoluteUrl) {
        var request = HttpRequest.newBuilder(URI.create(absoluteUrl))
                .timeout(CONNECT_TIMEOUT)
                .build();
        return send(request, absoluteUrl).statusCode();
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        var builder = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            builder.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
        }
        var response = send(builder.build(), url);
        if (response.statusCode() < 200 || response.statusCode() > 299) {
            throw new AdminRefused(response.statusCode(), problem(response));
        }
        return response.body().length == 0 ? Json.object() : read(response);
    }

    private HttpResponse<byte[]> send(HttpRequest request, String where) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new HubUnreachable(where, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubUnreachable(where, e);
        }
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        try {
            return Json.read(response.body());
        } catch (JacksonException e) {
            throw new AdminRefused(response.statusCode(), "the answer is not JSON; is this a hub?");
        }
    }

    private static String problem(HttpResponse<byte[]> response) {
        JsonNode problem;
        try {
            problem = Json.read(response.body());
        } catch (JacksonException e) {
            problem = Json.object();
        }
        var title = Json.text(problem, "title");
        var detail = Json.text(problem, "detail");
        var said =
                title.isEmpty() || detail.startsWith(title) ? detail : title + (detail.isEmpty() ? "" : ": " + detail);
        var text = said.isEmpty() ? "HTTP " + response.statusCode() : said + " (HTTP " + response.statusCode() + ")";
        return response.statusCode() == 401
                ? text + ". Give --token or HUB_ADMIN_TOKEN, or HUB_DATA_DIR of the hub's own folder."
                : text;
    }

    private static String query(Map<String, String> filters) {
        return filters.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                .collect(Collectors.collectingAndThen(Collectors.joining("&"), q -> q.isEmpty() ? "" : "?" + q));
    }

    /** For a segment of a path or a value of a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
