package org.roaminghub.app;

import java.util.List;
import org.roaminghub.hub.cdr.CdrRules;
import org.roaminghub.settlement.validation.CdrContext;
import org.roaminghub.settlement.validation.CdrValidation;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;

/** Settlement's rules, asked for what makes a CDR impossible by itself. What needs other records is judged in clearing. */
final class IntakeRules implements CdrRules {

    @Override
    public List<Finding> check(ChargeDetailRecord cdr, Context context) {
        return CdrValidation.check(
                cdr,
                CdrContext.atIntake(
                        context.receivedAt(),
                        context.agreement().terms(),
                        context.original(),
                        context.originalCredited()));
    }
}
