package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** SignedData, OCPI 2.2.1 ch. 10. */
@SuppressWarnings("MemberName")
public record SignedData(
        String encoding_method,
        @Nullable Integer encoding_method_version,
        @Nullable String public_key,
        List<SignedValue> signed_values,
        @Nullable String url) {

    public SignedData {
        signed_values = List.copyOf(signed_values);
    }

    public static SignedData read(Fields f) {
        return new SignedData(
                f.id("encoding_method", 36),
                f.findInteger("encoding_method_version"),
                f.findText("public_key", 512),
                f.some("signed_values", SignedValue::read),
                f.findText("url", 512));
    }
}
