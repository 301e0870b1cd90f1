package org.roaminghub.settlement.rating;

import org.roaminghub.vocabulary.ChargingPeriod;

/** What a rating has to say besides amounts. The names are stored and never change. */
enum Note {
    /** Something was measured that no component prices: it is free. */
    NO_PRICE_COMPONENT,
    /** The price changed within a period; the CPO should have split it there. */
    PERIOD_SPANS_PRICE_CHANGE,
    POWER_DERIVED,
    CURRENT_UNKNOWN,
    /** A time differs from the clock by more than rounding explains; it counts as it was sent. */
    DURATION_MISMATCH,
    TAX_UNSPLITTABLE,
    PRICE_LIMIT_MULTI_TARIFF,
    PERIODS_OUT_OF_ORDER;

    String of(ChargingPeriod.Type type) {
        return name() + ":" + type;
    }
}
