package org.roaminghub.connector.ocpp.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single values as stations write them: what makes no sense is absent, never an error. */
public final class Values {

    private static final int MAX_WORD = 100;

    private Values() {}

    public static String text(JsonNode in, String name, String otherwise) {
        JsonNode value = in.get(name);
        return value == null || !value.isString() ? otherwise : value.stringValue();
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

    public static @Nullable Integer wholeOrNull(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || !value.isIntegralNumber() || !value.canConvertToInt() ? null : value.intValue();
    }

    /** A number that is a name, as its digits. */
    public static @Nullable String number(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || !value.isIntegralNumber() ? null : value.asString("");
    }
}
