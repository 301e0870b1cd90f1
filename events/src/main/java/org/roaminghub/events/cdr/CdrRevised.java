package org.roaminghub.events.cdr;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CPO corrected a CDR that its receiver had refused; the whole record in its next revision. */
@EventName(value = "cdr.revised", retention = RetentionClass.BILLING)
public record CdrRevised(ChargeDetailRecord record) implements Event {}
