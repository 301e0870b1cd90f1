package org.roaminghub.outside;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request of a partner to the hub. */
final class Ask {

    private final String method;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> twice = new ArrayList<>();
    private String url;
    private byte @Nullable [] body;

    Ask(Partner partner, String method, String endpoint, String... tail) {
        this.method = method;
        this.url = endpoint
                + Arrays.stream(tail)
                        .map(s -> "/"
                                + URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining());
        with("Authorization", Http.token(partner.theirs));
        with("Content-Type", "application/json");
        with("X-Request-ID", UUID.randomUUID().toString());
        with("X-Correlation-ID", UUID.randomUUID().toString());
    }

    Ask from(Party party) {
        return with("OCPI-from-country-code", party.country()).with("OCPI-from-party-id", party.id());
    }

    Ask to(Party party) {
        return with("OCPI-to-country-code", party.country()).with("OCPI-to-party-id", party.id());
    }

    Ask with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Ask without(String header) {
        headers.remove(header);
        return this;
    }

    /** A second header of that name, behind the first. */
    Ask again(String header, String value) {
        twice.add(header);
        twice.add(value);
        return this;
    }

    Ask query(String raw) {
        url += "?" + raw;
        return this;
    }

    /** Behind the endpoint, as it is. */
    Ask rawTail(String raw) {
        url += raw;
        return this;
    }

    Ask body(JsonNode json) {
        return body(json.toString());
    }

    Ask body(String text) {
        return bytes(Http.utf8(text));
    }

    Ask bytes(byte[] bytes) {
        body = bytes;
        return this;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Answer send() {
        List<String> all = new ArrayList<>();
        headers.forEach((name, value) -> all.addAll(List.of(name, value)));
        all.addAll(twice);
        return Http.call(method, url, body, all.toArray(String[]::new));
    }
}
