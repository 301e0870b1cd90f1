package org.roaminghub.settlement.validation;

import java.time.Duration;
import org.roaminghub.settlement.validation.CdrContext.OtherCdr;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding.Severity;
import org.roaminghub.vocabulary.Interval;

/** Whether one connector served two sessions, or one contract charged in two places, at the same time. */
final class OverlapRules {

    static final Duration TOLERANCE = Duration.ofSeconds(60);

    private OverlapRules() {}

    static void check(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        if (cdr.isCredit() || !cdr.start().isBefore(cdr.end())) {
            return;
        }
        Interval session = new Interval(cdr.start(), cdr.end());
        for (OtherCdr other : context.overlapping()) {
            Duration overlap = session.overlap(other.time());
            if (overlap.compareTo(TOLERANCE) > 0) {
                overlapping(cdr, other, overlap, findings);
            }
        }
    }

    private static void overlapping(ChargeDetailRecord cdr, OtherCdr other, Duration overlap, Findings findings) {
        if (other.sameConnector()) {
            findings.add(Rule.OVERLAP_EVSE, TOLERANCE.toString(), other.cdr(), overlap);
        } else if (other.sameContract()) {
            String here = cdr.place().country();
            boolean abroad = here != null && other.country() != null && !here.equals(other.country());
            findings.add(
                    Rule.OVERLAP_TOKEN, abroad ? Severity.H : Severity.W, TOLERANCE.toString(), other.cdr(), overlap);
        }
    }
}
