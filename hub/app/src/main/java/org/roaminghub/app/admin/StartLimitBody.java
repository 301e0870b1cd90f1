package org.roaminghub.app.admin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Span;

/**
 * How far a session may go: {@code maxCost} with taxes in {@code currency}, {@code maxEnergy} in Wh, {@code maxTime} in seconds,
 * {@code maxSoc} in percent. One of them at least.
 */
@ApiJson
record StartLimitBody(
        @Nullable BigDecimal maxCost,
        @Nullable String currency,
        @Nullable BigDecimal maxEnergy,
        @Nullable Integer maxTime,
        @Nullable Integer maxSoc) {

    private static final int FULL = 100;

    Limits limits() {
        positive("max_cost", maxCost);
        positive("max_energy", maxEnergy);
        positive("max_time", maxTime == null ? null : BigDecimal.valueOf(maxTime));
        if (maxSoc != null && (maxSoc < 0 || maxSoc > FULL)) {
            throw Problem.malformed("transaction_limit.max_soc", "is a percentage from 0 to 100");
        }
        if (maxCost == null && maxEnergy == null && maxTime == null && maxSoc == null) {
            throw Problem.malformed("transaction_limit", "has a limit at least");
        }
        return new Limits(
                maxEnergy == null ? null : new Energy(maxEnergy),
                maxTime == null ? null : new Span(BigDecimal.valueOf(maxTime)),
                maxCost == null ? null : cost(maxCost),
                null,
                null,
                maxSoc == null ? null : BigDecimal.valueOf(maxSoc));
    }

    private Money cost(BigDecimal amount) {
        try {
            return Money.parse(amount, Ask.required("transaction_limit.currency", currency));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("transaction_limit", String.valueOf(e.getMessage()));
        }
    }

    private static void positive(String name, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw Problem.malformed("transaction_limit." + name, "is above 0");
        }
    }
}
