package org.roaminghub.events.cdr;

import org.roaminghub.events.*;
import org.roaminghub.vocabulary.*;

/** The CDR is stored and the hub has taken over the duty to deliver it. */
@EventName(value = "cdr.accepted", retention = RetentionClass.BILLING)
public record CdrAccepted(ChargeDetailRecord record) implements Event {}
