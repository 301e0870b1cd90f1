package org.roaminghub.connector.ocpi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.inbound.OcpiRequest;
import org.roaminghub.connector.ocpi.inbound.OcpiResponse;
import org.roaminghub.testkit.Samples;
import tools.jackson.databind.JsonNode;

/** The endpoint over the fake hub, and a client of it. */
final class HubUnderTest implements AutoCloseable {

    final FakeHub hub = new FakeHub();
    final OcpiConnector connector = OcpiConnector.create(
            OcpiConnector.Settings.defaults(), () -> hub, () -> hub, Samples.clock(), Samples.ids());
    final OcpiEndpoint endpoint = connector.endpoint(hub.doors());

    /** What came back. */
    record Got(OcpiResponse response, JsonNode body) {
        int status() {
            return response.status();
        }

        int code() {
            return body.path("status_code").intValue();
        }

        String message() {
            return body.path("status_message").asString("");
        }

        JsonNode data() {
            return body.path("data");
        }

        @Nullable
        String header(String name) {
            return response.headers().get(name);
        }
    }

    Got call(String credential, String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Token " + Bodies.base64(credential)));
        all.addAll(List.of(headers));
        return raw(method, path, body, all.toArray(String[]::new));
    }

    /** Headers as name, value, name, value; a name given twice is a header sent twice. */
    Got raw(String method, String path, @Nullable String body, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.computeIfAbsent(headers[i].toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(headers[i + 1]);
        }
        int mark = path.indexOf('?');
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        OcpiResponse response = endpoint.handle(new OcpiRequest(
                method,
                mark < 0 ? path : path.substring(0, mark),
                mark < 0 ? null : path.substring(mark + 1),
                map,
                null,
                bytes));
        return new Got(response, Bodies.json(new String(response.body(), StandardCharsets.UTF_8)));
    }

    static String[] fromTo(@Nullable String from, @Nullable String to) {
        List<String> headers = new ArrayList<>();
        if (from != null) {
            headers.addAll(
                    List.of("OCPI-from-country-code", from.substring(0, 2), "OCPI-from-party-id", from.substring(3)));
        }
        if (to != null) {
            headers.addAll(List.of("OCPI-to-country-code", to.substring(0, 2), "OCPI-to-party-id", to.substring(3)));
        }
        return headers.toArray(String[]::new);
    }

    @Override
    public void close() {
        connector.close();
    }
}
