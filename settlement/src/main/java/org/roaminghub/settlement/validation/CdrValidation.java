package org.roaminghub.settlement.validation;

import java.util.List;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;

/**
 * Judges a CDR by what it says and by what the hub knows around it. Pure: the same CDR in the same context always gives
 * the same findings, in the same order. Whether the cost follows from the tariff is the rating's to say, not this one's.
 */
public final class CdrValidation {

    private CdrValidation() {}

    /** Every finding; one of severity E refuses the CDR, H holds its money, W and I only tell. */
    public static List<Finding> check(ChargeDetailRecord cdr, CdrContext context) {
        Findings findings = new Findings();
        FormRules.check(cdr, findings);
        PartyRules.check(cdr, context, findings);
        TimeRules.check(cdr, context, findings);
        EnergyRules.check(cdr, context, findings);
        OverlapRules.check(cdr, context, findings);
        TariffRules.check(cdr, findings);
        CostRules.check(cdr, context, findings);
        if (cdr.isCredit()) {
            CreditRules.check(cdr, context, findings);
        }
        return findings.list();
    }
}
