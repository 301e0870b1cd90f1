package org.roaminghub.events.cdr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CDR was not taken; the record is kept in a stream of its own and never dropped. */
@EventName(value = "cdr.refused", retention = RetentionClass.BILLING)
public record CdrRefused(
        ChargeDetailRecord record,
        Refusal refusal,
        List<Finding> findings,
        @Nullable CdrId conflictsWith) implements Event {
    public CdrRefused {
        findings = findings == null ? List.of() : List.copyOf(findings);
    }
}
