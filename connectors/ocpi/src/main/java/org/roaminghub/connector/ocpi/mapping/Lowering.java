package org.roaminghub.connector.ocpi.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;

/**
 * One object on its way into a version: what that version could not carry, and the hub's own id of the object, by which
 * 2.1.1 partners know it since nothing there says whose it is.
 */
public interface Lowering {

    /** Towards the owner, or where nobody asks. */
    static Lowering plain() {
        return new Collecting(null, null, Books.NONE);
    }

    /** {@code hubId} null: towards the owner, who knows it by its own id. */
    static Lowering as(@Nullable String hubId) {
        return new Collecting(null, hubId, Books.NONE);
    }

    /** An object of that owner; {@code hubId} null: towards the owner itself. */
    static Lowering of(PartyId owner, @Nullable String hubId, Books books) {
        return new Collecting(owner, hubId, books);
    }

    /** A place or tariff of that owner, towards somebody else: its ids are aliases where the version names no owners. */
    static Lowering place(PartyId owner, String id, Books books) {
        return new Collecting(owner, Alias.of(owner, id).toString(), books);
    }

    /** What the hub holds of the owner's places and prices, as far as the receiver may see it. */
    interface Books {

        Books NONE = new Books() {
            @Override
            public Optional<HeldLocation> place(PartyId owner, String location) {
                return Optional.empty();
            }

            @Override
            public Optional<String> sayableTariff(PartyId owner, List<String> tariffs) {
                return tariffs.stream().findFirst();
            }
        };

        Optional<HeldLocation> place(PartyId owner, String location);

        /** The one of these ids that 2.1.1 can say best: that holds now and is for everybody (facts §5.2). */
        Optional<String> sayableTariff(PartyId owner, List<String> tariffs);
    }

    /** The hub's id of the object; null towards its owner. */
    @Nullable
    String hubId();

    /** Whose the object is; null where nobody said. */
    @Nullable
    PartyId owner();

    Books books();

    /** {@code field} by its path in the newest version. */
    void lost(String field, String reason);

    boolean isLossless();

    List<Loss> losses(PartyId receiver);

    /** The id that a version without owners shows. */
    default String idFor(String ownId) {
        String hubId = hubId();
        return hubId == null ? ownId : hubId;
    }

    /** The id of a place or tariff of the owner, as a version without owners shows it: towards the owner its own. */
    default String aliasFor(String ownId) {
        PartyId owner = owner();
        return owner == null || hubId() == null ? ownId : Alias.of(owner, ownId).toString();
    }

    default Optional<HeldLocation> placeOf(String location) {
        PartyId owner = owner();
        return owner == null ? Optional.empty() : books().place(owner, location);
    }

    default Optional<String> tariffOf(List<String> tariffs) {
        PartyId owner = owner();
        return owner == null ? tariffs.stream().findFirst() : books().sayableTariff(owner, tariffs);
    }

    /** Each loss once, in the order in which they were met. */
    final class Collecting implements Lowering {

        /** Beyond that they are not told apart any more. */
        private static final int MAX_LOSSES = 100;

        private final @Nullable PartyId owner;
        private final @Nullable String hubId;
        private final Books books;
        private final Set<Lost> lost = new LinkedHashSet<>();

        private record Lost(String field, String reason) {}

        private Collecting(@Nullable PartyId owner, @Nullable String hubId, Books books) {
            this.owner = owner;
            this.hubId = hubId;
            this.books = books;
        }

        @Override
        public @Nullable String hubId() {
            return hubId;
        }

        @Override
        public @Nullable PartyId owner() {
            return owner;
        }

        @Override
        public Books books() {
            return books;
        }

        @Override
        public void lost(String field, String reason) {
            if (lost.size() < MAX_LOSSES) {
                lost.add(new Lost(field, reason));
            }
        }

        @Override
        public boolean isLossless() {
            return lost.isEmpty();
        }

        @Override
        public List<Loss> losses(PartyId receiver) {
            return lost.stream().map(l -> new Loss(l.field, l.reason, receiver)).toList();
        }
    }
}
