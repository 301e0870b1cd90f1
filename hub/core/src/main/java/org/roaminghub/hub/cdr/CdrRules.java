package org.roaminghub.hub.cdr;

import java.time.Instant;
import java.util.List;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;

/** The intake rules: what makes a CDR impossible (severity E) or odd. Pure; a finding holds clear values only. */
public interface CdrRules {

    List<Finding> check(ChargeDetailRecord cdr, Context context);

    /** What is known beside the CDR. */
    record Context(Agreement agreement, Instant receivedAt) {}
}
