package org.roaminghub.bench.partner;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaminghub.bench.wire.HttpCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OCPI registration with the partner as its initiator (OCPI 2.2.1 §7.1.3). */
final class Handshake {

    static final String VERSION = "2.2.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Handshake() {}

    static Partner.HubSide run(Partner partner, BackOffice office, String versionsUrl, String tokenA)
            throws IOException {
        String detailsUrl = "";
        for (JsonNode version : call("GET", versionsUrl, tokenA, "")) {
            if (version.path("version").asString().equals(VERSION)) {
                detailsUrl = version.path("url").asString();
            }
        }
        if (detailsUrl.isEmpty()) {
            throw new IOException("the hub doesn't offer OCPI " + VERSION);
        }
        Map<String, String> urls = new LinkedHashMap<>();
        for (JsonNode endpoint : call("GET", detailsUrl, tokenA, "").path("endpoints")) {
            String role = endpoint.path("role").asString();
            urls.put(
                    endpoint.path("identifier").asString() + "/" + role,
                    endpoint.path("url").asString());
            urls.putIfAbsent(
                    endpoint.path("identifier").asString(), endpoint.path("url").asString());
        }
        String credentialsUrl = urls.get("credentials");
        if (credentialsUrl == null) {
            throw new IOException("the hub names no credentials endpoint");
        }
        JsonNode credentials = call("POST", credentialsUrl, tokenA, office.credentials());
        Party hub = new Party("HUB", "", "");
        for (JsonNode role : credentials.path("roles")) {
            if (role.path("role").asString().equals("HUB")) {
                hub = new Party(
                        "HUB",
                        role.path("country_code").asString(),
                        role.path("party_id").asString());
            }
        }
        return new Partner.HubSide(credentials.path("token").asString(), new Endpoints(Map.copyOf(urls), hub));
    }

    private static JsonNode call(String method, String url, String token, String body) throws IOException {
        List<String> headers = List.of(
                Partner.authorization(token),
                "X-Request-ID: 00000000-0000-4000-8000-000000000000",
                "X-Correlation-ID: 00000000-0000-4000-9000-000000000000");
        HttpCall.Reply reply = HttpCall.send(method, URI.create(url), headers, body);
        JsonNode envelope = reply.ok() ? JSON.readTree(reply.body()) : JSON.nullNode();
        if (envelope.path("status_code").asInt(-1) != OcpiAnswer.SUCCESS) {
            throw new IOException("%s %s: HTTP %d, OCPI %d %s"
                    .formatted(
                            method,
                            URI.create(url).getPath(),
                            reply.status(),
                            envelope.path("status_code").asInt(-1),
                            envelope.path("status_message").asString("")));
        }
        return envelope.path("data");
    }
}
