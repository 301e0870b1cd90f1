package org.roaminghub.spi.inbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.PartyId;

/**
 * A page of a list in stable order of creation. {@code total} counts all that match and that the caller may see. {@code next}
 * is the {@link Query#after} of the page behind this one where the list is paged so; absent on the last page.
 */
public record Listing<T>(
        List<Listed<T>> items, long total, @Nullable Long next) {

    public Listing {
        items = List.copyOf(items);
    }

    /** Paged by offset only. */
    public Listing(List<Listed<T>> items, long total) {
        this(items, total, null);
    }

    /** One object: as the hub holds it, and the last whole original with later partial updates merged in. */
    public record Listed<T>(
            T object, PartyId owner, String fid, @Nullable Original original) {}

    /**
     * {@code from} inclusive and {@code to} exclusive bound the partner's last_updated. Limit 1 to 1,000. {@code after} takes the
     * place of the offset: a place in the order of creation, which stays when other objects come, change or go.
     */
    public record Query(
            @Nullable Instant from,
            @Nullable Instant to,
            int offset,
            int limit,
            @Nullable Long after) {

        public Query(@Nullable Instant from, @Nullable Instant to, int offset, int limit) {
            this(from, to, offset, limit, null);
        }
    }
}
