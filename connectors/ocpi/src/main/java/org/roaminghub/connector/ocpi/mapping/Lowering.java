package org.roaminghub.connector.ocpi.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;

/**
 * One object on its way into a version: what that version could not carry, and the hub's own id of the object, by which
 * 2.1.1 partners know it since nothing there says whose it is.
 */
public interface Lowering {

    static Lowering plain() {
        return new Collecting(null);
    }

    /** {@code hubId} null: towards the owner, who knows it by its own id. */
    static Lowering as(@Nullable String hubId) {
        return new Collecting(hubId);
    }

    /** The hub's id of the object; null towards its owner. */
    @Nullable
    String hubId();

    /** {@code field} by its path in the newest version. */
    void lost(String field, String reason);

    boolean isLossless();

    List<Loss> losses(PartyId receiver);

    /** The id that a version without owners shows. */
    default String idFor(String ownId) {
        String hubId = hubId();
        return hubId == null ? ownId : hubId;
    }

    /** Each loss once, in the order in which they were met. */
    final class Collecting implements Lowering {

        /** Beyond that they are not told apart any more. */
        private static final int MAX_LOSSES = 100;

        private final @Nullable String hubId;
        private final Set<Lost> lost = new LinkedHashSet<>();

        private record Lost(String field, String reason) {}

        private Collecting(@Nullable String hubId) {
            this.hubId = hubId;
        }

        @Override
        public @Nullable String hubId() {
            return hubId;
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
