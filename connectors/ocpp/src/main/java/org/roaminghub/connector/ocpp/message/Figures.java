package org.roaminghub.connector.ocpp.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers as stations write them. */
public final class Figures {

    /** Of whatever is measured in Wh, W or A: beyond it is nonsense, and no database column. */
    private static final BigDecimal MAX_NUMBER = new BigDecimal("1e15");

    private static final int MAX_SCALE = 9;

    private Figures() {}

    /** A number, or a text that is one. Null: none, or none that can be true. */
    public static @Nullable BigDecimal read(@Nullable JsonNode value) {
        if (value == null || !(value.isNumber() || value.isString())) {
            return null;
        }
        return read(value.asString(""));
    }

    /** As of a text. */
    public static @Nullable BigDecimal read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            boolean possible = number.abs().compareTo(MAX_NUMBER) <= 0 && number.scale() <= MAX_SCALE * 4;
            return possible
                    ? number.setScale(Math.min(Math.max(0, number.scale()), MAX_SCALE), RoundingMode.HALF_UP)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
