package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/** A picture somewhere on the web. {@code category} is an open code; {@code type} a file's ending; width and height in pixels. */
public record Image(
        String url,
        @Nullable String thumbnail,
        String category,
        String type,
        @Nullable Integer width,
        @Nullable Integer height) {}
