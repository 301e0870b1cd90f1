package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/** Who operates or owns a place. */
public record Business(
        String name, @Nullable String website, @Nullable Image logo) {}
