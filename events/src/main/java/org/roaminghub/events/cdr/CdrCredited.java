package org.roaminghub.events.cdr;

import org.jspecify.annotations.Nullable;
import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CDR was cancelled by a credit CDR. Final. */
@EventName(value = "cdr.credited", retention = RetentionClass.BILLING)
public record CdrCredited(CdrId cdr, CdrId credit, @Nullable CdrId replacement) implements Event {}
