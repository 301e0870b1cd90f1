package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single values as stations write them: what makes no sense is absent, never an error. */
public final class Values {

    private static final int MAX_WORD = 100;
    /** Of whatever is measured in Wh, W or A: beyond it is nonsense, and no database column. */
    private static final BigDecimal MAX_NUMBER = new BigDecimal("1e15");

    private static final int MAX_SCALE = 9;

    private Values() {}

    public static String text(JsonNode in, String name, String otherwise) {
        JsonNode value = in.get(name);
        return value == null || !value.isString() ? otherwise : value.stringValue();
    }

    public static @Nullable String textOrNull(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || !value.isString() || value.stringValue().isBlank() ? null : value.stringValue();
    }

    /** A short word of the protocol. */
    public static @Nullable String word(JsonNode in, String name) {
        String text = textOrNull(in, name);
        return text == null || text.length() <= MAX_WORD ? text : text.substring(0, MAX_WORD);
    }

    public static int whole(JsonNode in, String name, int otherwise) {
        JsonNode value = in.get(name);
        return value == null || !value.isIntegralNumber() || !value.canConvertToInt() ? otherwise : value.intValue();
    }

    public static @Nullable Integer wholeOrNull(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || !value.isIntegralNumber() || !value.canConvertToInt() ? null : value.intValue();
    }

    /** A number that is a name, as its digits. */
    public static @Nullable String number(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || !value.isIntegralNumber() ? null : value.asString("");
    }

    /** A number, or a text that is one. Null: none, or none that can be true. */
    public static @Nullable BigDecimal decimal(@Nullable JsonNode value) {
        if (value == null || !(value.isNumber() || value.isString())) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value.asString("").strip());
            boolean possible = number.abs().compareTo(MAX_NUMBER) <= 0 && number.scale() <= MAX_SCALE * 4;
            return possible
                    ? number.setScale(Math.min(Math.max(0, number.scale()), MAX_SCALE), java.math.RoundingMode.HALF_UP)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** RFC 3339; without a zone it is UTC. What can't be read is {@code otherwise}. */
    public static Instant time(JsonNode in, String name, Instant otherwise) {
        String text = textOrNull(in, name);
        if (text == null) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unreadable) {
                return otherwise;
            }
        }
    }
}
