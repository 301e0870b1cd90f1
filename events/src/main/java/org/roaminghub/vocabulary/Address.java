package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/** Where a place is. Country is ISO 3166-1 alpha-2. Personal when the place is not published: a home. */
public record Address(
        @Nullable String name,
        @Nullable String address,
        @Nullable String houseNumber,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String state,
        @Nullable String country,
        @Nullable Coordinates coordinates) {}
