package org.roaminghub.settlement.validation;

import static org.roaminghub.settlement.validation.TimeRules.plain;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;

/** Whether currency, sign and size of the cost are right. What the cost should be is the rating's question. */
final class CostRules {

    private static final BigDecimal HIGH_COST_TIMES_USUAL = BigDecimal.TEN;

    private CostRules() {}

    static void check(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        currency(cdr, context.agreementCurrency(), findings);
        Money total = leading(cdr.totalCost());
        if (total == null || cdr.isCredit()) {
            return;
        }
        if (total.isNegative()) {
            findings.add(Rule.NEGATIVE_TOTAL, "not below 0 without credit", plain(total.amount()), total.currency());
        }
        Money usual = context.usualCost();
        if (usual != null && usual.currency().equals(total.currency())) {
            BigDecimal high = usual.amount().multiply(HIGH_COST_TIMES_USUAL);
            if (total.amount().compareTo(high) > 0) {
                findings.add(Rule.HIGH_COST, plain(high) + " " + usual.currency(), plain(total.amount()));
            }
        }
    }

    /** The amount that counts; null for a CDR without a cost and for a price without an amount. */
    static @Nullable Money leading(@Nullable Price price) {
        if (price == null) {
            return null;
        }
        return price.beforeTaxes() != null ? price.beforeTaxes() : price.afterTaxes();
    }

    private static void currency(ChargeDetailRecord cdr, @Nullable String agreed, Findings findings) {
        Stream<String> tariffs = cdr.tariffs().stream().map(Tariff::currency);
        Stream<String> costs = Stream.of(
                        cdr.totalCost(),
                        cdr.fixedCost(),
                        cdr.energyCost(),
                        cdr.timeCost(),
                        cdr.parkingCost(),
                        cdr.reservationCost())
                .filter(Objects::nonNull)
                .flatMap(price -> Stream.of(price.beforeTaxes(), price.afterTaxes()))
                .filter(Objects::nonNull)
                .map(Money::currency);
        Set<String> others = new LinkedHashSet<>(Stream.concat(tariffs, costs).toList());
        if (agreed != null) {
            others.add(agreed);
        }
        others.remove(cdr.currency());
        if (!others.isEmpty()) {
            findings.add(Rule.CURRENCY_MISMATCH, cdr.currency(), others.toArray());
        }
    }
}
