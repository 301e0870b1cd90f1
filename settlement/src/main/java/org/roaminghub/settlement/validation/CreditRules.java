package org.roaminghub.settlement.validation;

import static org.roaminghub.settlement.validation.TimeRules.plain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;

/** A credit takes one whole CDR back, once, with its total negated (OCPI 2.2.1 §10.2.2); a part of it can't be. */
final class CreditRules {

    private CreditRules() {}

    static void check(ChargeDetailRecord credit, CdrContext context, Findings findings) {
        String fid = credit.creditOfFid();
        if (credit.creditOf() == null && (fid == null || fid.isBlank())) {
            findings.add(Rule.CREDIT_REFERENCE_MISSING, "the id of the CDR it takes back");
            return;
        }
        ChargeDetailRecord original = context.original();
        if (original == null || original.isCredit()) {
            findings.add(
                    Rule.CREDIT_ORIGINAL_UNKNOWN,
                    "a CDR of this CPO that is no credit",
                    fid == null ? String.valueOf(credit.creditOf()) : fid);
            return;
        }
        if (context.originalCredited()) {
            findings.add(Rule.CREDIT_ALREADY_CREDITED, "once", original.cdr());
        }
        if (!isNegated(original.totalCost(), credit.totalCost())) {
            findings.add(
                    Rule.CREDIT_AMOUNT_MISMATCH, "-(" + text(original.totalCost()) + ")", text(credit.totalCost()));
        }
        Instant last = original.end().plus(Duration.ofDays(context.creditWindowDays()));
        if (context.receivedAt().isAfter(last)) {
            findings.add(Rule.CREDIT_TOO_LATE, last.toString(), context.receivedAt());
        }
    }

    /** Amounts that only one of the two names aren't compared, as long as one is named by both. */
    private static boolean isNegated(@Nullable Price original, @Nullable Price credit) {
        if (original == null || credit == null) {
            return original == null && credit == null;
        }
        boolean before = isNegated(original.beforeTaxes(), credit.beforeTaxes());
        boolean after = isNegated(original.afterTaxes(), credit.afterTaxes());
        boolean oneInBoth = (original.beforeTaxes() != null && credit.beforeTaxes() != null)
                || (original.afterTaxes() != null && credit.afterTaxes() != null);
        return oneInBoth && before && after;
    }

    private static boolean isNegated(@Nullable Money original, @Nullable Money credit) {
        return original == null || credit == null || credit.equals(original.negated());
    }

    private static String text(@Nullable Price price) {
        if (price == null) {
            return "none";
        }
        return Stream.of(price.beforeTaxes(), price.afterTaxes())
                .filter(Objects::nonNull)
                .map(m -> plain(m.amount()) + " " + m.currency())
                .reduce((before, after) -> before + " / " + after)
                .orElse("none");
    }
}
