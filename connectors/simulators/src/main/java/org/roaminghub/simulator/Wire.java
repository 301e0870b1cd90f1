package org.roaminghub.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How OCPI 2.2.1 writes things: JSON trees, decimals, times, the envelope (§4.1) and the Authorization header. */
final class Wire {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int OCPI_DECIMALS = 4;
    private static final String SCHEME = "Token ";

    private Wire() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** Throws JacksonException when it isn't JSON. */
    static JsonNode read(byte[] bytes) {
        return JSON.readTree(bytes);
    }

    static byte[] write(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    static String text(JsonNode node) {
        return JSON.writeValueAsString(node);
    }

    /** The text of a field; empty when it is absent, null or no text. */
    static String field(@Nullable JsonNode node, String name) {
        return node == null ? "" : node.path(name).asString("");
    }

    /** A number as OCPI prints it: at most four decimals, no zeros at the end. */
    static BigDecimal number(BigDecimal value) {
        var rounded = value.setScale(OCPI_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static ObjectNode envelope(int statusCode, @Nullable String message, @Nullable JsonNode data) {
        var envelope = object();
        if (data != null) {
            envelope.set("data", data);
        }
        envelope.put("status_code", statusCode);
        if (message != null) {
            envelope.put("status_message", message);
        }
        return envelope.put("timestamp", time(Instant.now()));
    }

    /** The Authorization header for a token: Base64 without the newline that the text's samples carry. */
    static String authorization(String token) {
        return SCHEME + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    /** As 2.1.1 has it: the token as it is. */
    static String rawAuthorization(String token) {
        return SCHEME + token;
    }

    static String rawTokenOf(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }

    /** The token in an Authorization header; empty when there is none or it can't be read. */
    static String tokenOf(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            var decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8).stripTrailing();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
