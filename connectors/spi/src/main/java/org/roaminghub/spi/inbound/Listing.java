package org.roaminghub.spi.inbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;

/** A page of a list in stable order of creation. {@code total} counts all that match and that the caller may see. */
public record Listing<T>(List<Listed<T>> items, long total) {

    public Listing {
        items = List.copyOf(items);
    }

    /** One object: as the hub holds it, and the last whole original with later partial updates merged in. */
    public record Listed<T>(
            T object, PartyId owner, String fid, @Nullable Original original) {}

    /** {@code from} inclusive and {@code to} exclusive bound the partner's last_updated. Limit 1 to 1,000. */
    public record Query(@Nullable Instant from, @Nullable Instant to, int offset, int limit) {}
}
