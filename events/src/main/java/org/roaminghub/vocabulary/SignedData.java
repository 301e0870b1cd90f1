package org.roaminghub.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signed meter values as the meter wrote them, never changed. */
public record SignedData(
        String method,
        @Nullable Integer version,
        @Nullable String publicKey,
        List<SignedValue> values,
        @Nullable String url) {

    public SignedData {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** One reading: what it is of (Start, End, Intermediate …), its readable and its signed form. */
    public record SignedValue(String nature, String plain, String signed) {}
}
