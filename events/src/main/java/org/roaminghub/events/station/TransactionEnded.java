package org.roaminghub.events.station;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** It is over. The reading in Wh; {@code held}: why no CDR is made of it. */
@EventName(value = "transaction.ended", retention = RetentionClass.BILLING)
public record TransactionEnded(
        TransactionId transaction,
        Instant endedAt,
        @Nullable BigDecimal meterEndWh,
        @Nullable String stopReason,
        Completeness completeness,
        long clockOffsetS,
        @Nullable String held,
        Personal<SignedData> signedData)
        implements Event {
    public TransactionEnded {
        signedData = Personal.orAbsent(signedData);
    }
}
