package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** BusinessDetails, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record BusinessDetails(
        String name, @Nullable String website, @Nullable Image logo) {

    public static BusinessDetails read(Fields f) {
        return new BusinessDetails(f.text("name", 100), f.findText("website", 255), f.findObject("logo", Image::read));
    }
}
