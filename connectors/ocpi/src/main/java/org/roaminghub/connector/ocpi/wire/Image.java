package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** Image, OCPI 2.2.1 ch. 8. */
@SuppressWarnings("MemberName")
public record Image(
        String url,
        @Nullable String thumbnail,
        String category,
        String type,
        @Nullable Integer width,
        @Nullable Integer height) {

    public static Image read(Fields f) {
        return new Image(
                f.text("url", 255),
                f.findText("thumbnail", 255),
                f.openCode("category", Codes.IMAGE_CATEGORY),
                f.id("type", 4),
                f.findInteger("width"),
                f.findInteger("height"));
    }
}
