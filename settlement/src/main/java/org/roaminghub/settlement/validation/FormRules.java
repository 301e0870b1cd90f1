package org.roaminghub.settlement.validation;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Price;

/** Whether the record is whole. Types and lengths of the wire were the connector's to check. */
final class FormRules {

    static final int MAX_ID = 36;
    static final int MAX_CREDIT_ID = 39;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private FormRules() {}

    static void check(ChargeDetailRecord cdr, Findings findings) {
        if (cdr.fid().isBlank()) {
            findings.add(Rule.SCHEMA, "an id", "id");
        }
        int limit = cdr.isCredit() ? MAX_CREDIT_ID : MAX_ID;
        if (cdr.fid().length() > limit) {
            findings.add(Rule.ID_TOO_LONG, limit + " characters", cdr.fid().length());
        }
        if (!CURRENCIES.contains(cdr.currency())) {
            findings.add(Rule.SCHEMA, "ISO 4217", "currency");
        }
        if (cdr.periods().isEmpty() && cdr.billItems().isEmpty()) {
            findings.add(Rule.SCHEMA, "charging periods or bill items", "periods");
        }
        if (cdr.periods().stream().map(ChargingPeriod::dimensions).anyMatch(d -> d.isEmpty())) {
            findings.add(Rule.SCHEMA, "one dimension at least", "periods.dimensions");
        }
        Price total = cdr.totalCost();
        if (total != null && total.beforeTaxes() == null && total.afterTaxes() == null) {
            findings.add(Rule.SCHEMA, "an amount before or after taxes", "total_cost");
        }
        if (cdr.timeS().value().signum() < 0) {
            findings.add(Rule.SCHEMA, "not below 0", "total_time");
        }
    }
}
