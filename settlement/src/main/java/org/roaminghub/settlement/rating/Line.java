package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an amount comes from. {@code period}, {@code element} and {@code component} count from 0. {@code measured} and
 * {@code billed} in Wh, s or 1; {@code price} per kWh, h or 1; {@code vat} in percent. {@code before} equals {@code after}
 * where a tax is contained and its rate isn't named.
 */
public record Line(
        int period,
        Instant start,
        Instant end,
        Bucket bucket,
        String tariff,
        int element,
        int component,
        BigDecimal measured,
        BigDecimal billed,
        BigDecimal price,
        @Nullable BigDecimal vat,
        BigDecimal before,
        BigDecimal after) {}
