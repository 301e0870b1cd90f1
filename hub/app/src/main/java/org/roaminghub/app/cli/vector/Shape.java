package org.roaminghub.app.cli.vector;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of a file's objects. What is missing or unreadable is said with its name, as IllegalArgumentException. */
final class Shape {

    private Shape() {}

    static JsonNode object(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isObject()) {
            throw new IllegalArgumentException(field + " is missing or no object");
        }
        return value;
    }

    static String text(JsonNode json, String field) {
        String text = optional(json, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    static @Nullable String optional(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    static BigDecimal number(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " is no number", e);
        }
    }

    static <T> @Nullable T number(JsonNode json, String field, Function<BigDecimal, T> make) {
        return optional(json, field) == null ? null : make.apply(number(json, field));
    }

    static int whole(JsonNode json, String field, int otherwise) {
        Integer value = number(json, field, BigDecimal::intValueExact);
        return value == null ? otherwise : value;
    }

    static Instant time(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is no time as 2026-01-14T10:00:00Z", e);
        }
    }

    static <E extends Enum<E>> E word(Class<E> type, JsonNode json, String field) {
        String text = text(json, field);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " can't be " + text, e);
        }
    }

    static Stream<JsonNode> list(JsonNode json, String field) {
        return json.path(field).valueStream();
    }
}
