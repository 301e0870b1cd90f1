package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.TransactionId;

/** A transaction for a look. {@code held}: why no CDR is made of it. {@code stationCost}: by the station's own word. */
public record ShownTransaction(
        TransactionId transaction,
        String ocppId,
        @Nullable Integer evse,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String completeness,
        @Nullable String cdr,
        @Nullable String held,
        List<String> flags,
        @Nullable Price stationCost) {

    static ShownTransaction of(Tx tx) {
        Tx.Started started = tx.started();
        Tx.End end = tx.end();
        return new ShownTransaction(
                tx.id(),
                tx.ocppId(),
                tx.evse(),
                started == null ? null : started.at(),
                end == null ? null : end.at(),
                end == null || end.completeness() == null
                        ? null
                        : end.completeness().name(),
                tx.told() == null ? null : tx.told().fid(),
                tx.held(),
                tx.flags(),
                tx.stationCost());
    }
}
