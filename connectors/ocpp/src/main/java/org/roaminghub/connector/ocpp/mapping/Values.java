package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Figures;
import org.roaminghub.connector.ocpp.message.WireTime;
import tools.jackson.databind.JsonNode;

/** Reads single values as stations write them: what makes no sense is absent, never an error. */
public final class Values {

    private static final int MAX_WORD = 100;

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

    /** Null for one of blanks only. */
    public static @Nullable String some(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A short word of the protocol. */
    public static @Nullable String word(@Nullable String text) {
        String some = some(text);
        return some == null || some.length() <= MAX_WORD ? some : some.substring(0, MAX_WORD);
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
        return Figures.read(value);
    }

    /** RFC 3339; without a zone it is UTC. What can't be read is {@code otherwise}. */
    public static Instant time(JsonNode in, String name, Instant otherwise) {
        String text = textOrNull(in, name);
        return text == null ? otherwise : WireTime.read(new WireTime(text), otherwise);
    }
}
