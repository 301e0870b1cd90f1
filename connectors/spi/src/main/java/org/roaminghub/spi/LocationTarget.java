package org.roaminghub.spi;

import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;

/** A location, one of its EVSEs, or one connector of that: by their owner's ids. */
public record LocationTarget(
        PartyId owner,
        String location,
        @Nullable String evse,
        @Nullable String connector) {}
