package org.roaminghub.app;

import java.util.List;
import org.roaminghub.hub.cdr.CdrRules;
import org.roaminghub.settlement.validation.CdrContext;
import org.roaminghub.settlement.validation.CdrValidation;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;

/** Settlement's rules, asked for what makes a CDR impossible by itself. What needs other records is judged in clearing. */
final class IntakeRules implements CdrRules {

    @Override
    public List<Finding> check(ChargeDetailRecord cdr, Context context) {
        AgreementTerms terms = context.agreement().terms();
        CdrContext known = new CdrContext(
                context.receivedAt(),
                true,
                CdrContext.SameKey.NOTHING,
                true,
                null,
                null,
                true,
                false,
                true,
                true,
                null,
                List.of(),
                null,
                terms.cdrWithinDays(),
                terms.creditWithinDays(),
                null,
                false);
        return CdrValidation.check(cdr, known).stream()
                .filter(finding ->
                        !finding.rule().startsWith("CREDIT_")) // core has the original and judges credits itself
                .toList();
    }
}
