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
public final class Lowering {

    /** Beyond that they are counted as one. */
    private static final int MAX_LOSSES = 100;

    /** A field, by its path in the newest version, and why it is gone or changed. */
    private record Lost(String field, String reason) {}

    private final @Nullable String hubId;
    private final Set<Lost> lost = new LinkedHashSet<>();

    private Lowering(@Nullable String hubId) {
        this.hubId = hubId;
    }

    public static Lowering plain() {
        return new Lowering(null);
    }

    /** {@code hubId} null: towards the owner, who knows it by its own id. */
    public static Lowering as(@Nullable String hubId) {
        return new Lowering(hubId);
    }

    /** The id that a version without owners shows. */
    String idFor(String ownId) {
        return hubId == null ? ownId : hubId;
    }

    @Nullable
    String hubId() {
        return hubId;
    }

    public void lost(String field, String reason) {
        if (lost.size() < MAX_LOSSES) {
            lost.add(new Lost(field, reason));
        }
    }

    public boolean isLossless() {
        return lost.isEmpty();
    }

    public List<Loss> losses(PartyId receiver) {
        return lost.stream()
                .map(l -> new Loss(l.field, l.reason, receiver))
                .toList();
    }
}
