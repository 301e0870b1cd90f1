package org.roaminghub.app.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.store.ReservedStore;

/**
 * A place that was kept free. {@code how} it ended: USED, EXPIRED, CANCELED_BY_EMSP or CANCELED_BY_CPO; none while it holds. With which
 * transaction, or what CDR of its own it got; {@code held}: why it got none yet.
 */
@ApiJson
record ReservationItem(
        String hubId,
        int evse,
        Instant madeAt,
        @Nullable String how,
        @Nullable Instant endedAt,
        @Nullable String transaction,
        @Nullable String cdr,
        @Nullable String held) {

    static ReservationItem of(ReservedStore.Row row) {
        return new ReservationItem(
                row.reservation().toString(),
                row.evse(),
                row.madeAt(),
                row.how() == null ? null : row.how().name(),
                row.endedAt(),
                row.transaction() == null ? null : row.transaction().toString(),
                row.cdr() == null ? null : row.cdr().toString(),
                row.held());
    }
}
