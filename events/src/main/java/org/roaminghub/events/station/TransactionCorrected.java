package org.roaminghub.events.station;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** What was missing of an ended transaction came: it is as this says. */
@EventName(value = "transaction.corrected", retention = RetentionClass.BILLING)
public record TransactionCorrected(
        TransactionId transaction,
        Instant endedAt,
        @Nullable BigDecimal meterEndWh,
        @Nullable String stopReason,
        Completeness completeness,
        long clockOffsetS,
        @Nullable String held,
        Personal<SignedData> signedData)
        implements Event {
    public TransactionCorrected {
        signedData = Personal.orAbsent(signedData);
    }
}
