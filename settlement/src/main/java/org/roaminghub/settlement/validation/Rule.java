package org.roaminghub.settlement.validation;

import static org.roaminghub.vocabulary.Finding.Severity.E;
import static org.roaminghub.vocabulary.Finding.Severity.H;
import static org.roaminghub.vocabulary.Finding.Severity.I;
import static org.roaminghub.vocabulary.Finding.Severity.W;

import org.roaminghub.vocabulary.Finding.Severity;

/** The codes of what can be found in a CDR, with their usual severity. A code never changes: findings are stored. */
enum Rule {
    SCHEMA(E),
    ID_TOO_LONG(E),
    SENDER_MISMATCH(E),
    DUPLICATE_IDENTICAL(I),
    DUPLICATE_CONFLICT(H),
    NO_ROAMING_CONTRACT(E),
    SESSION_ALREADY_BILLED(H),
    TIME_ORDER(E),
    IN_FUTURE(E),
    TIMESTAMP_PLACEHOLDER(H),
    LATE_SUBMISSION(H),
    PERIODS_OUT_OF_ORDER(H),
    PERIOD_OUTSIDE_SESSION(H),
    TIME_TOTAL_MISMATCH(H),
    PARKING_TOTAL_MISMATCH(W),
    DURATION_MISMATCH(W),
    SHORT_SESSION(I),
    LONG_SESSION(H),
    ENERGY_TOTAL_MISMATCH(H),
    ENERGY_EXCEEDS_POWER(H),
    ZERO_ENERGY(I),
    HIGH_ENERGY(H),
    OVERLAP_EVSE(H),
    /** H when the two are in different countries. */
    OVERLAP_TOKEN(W),
    TOKEN_UNKNOWN(H),
    TOKEN_BLOCKED_AT_START(H),
    AUTH_REFERENCE_UNKNOWN(W),
    EVSE_UNKNOWN(W),
    HOME_COMPENSATION(I),
    CURRENCY_MISMATCH(E),
    TARIFF_UNKNOWN(H),
    TARIFF_NOT_VALID(H),
    NEGATIVE_TOTAL(E),
    HIGH_COST(H),
    CREDIT_REFERENCE_MISSING(E),
    CREDIT_ORIGINAL_UNKNOWN(E),
    CREDIT_ALREADY_CREDITED(E),
    CREDIT_AMOUNT_MISMATCH(E),
    CREDIT_TOO_LATE(H);

    final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }
}
