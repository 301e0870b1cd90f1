package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a bill. Quantity in Wh, s, W or 1; unit price per kWh, h, kW or 1. */
public record BillItem(
        Item item,
        Instant start,
        Instant end,
        BigDecimal quantity,
        BigDecimal unitPrice,
        @Nullable Money cost,
        @Nullable BigDecimal taxPercent) {

    /** What the line charges for. */
    public enum Item {
        ENERGY,
        TIME,
        PARKING_TIME,
        FLAT,
        RESERVATION_TIME,
        RESERVATION_FEE,
        POWER,
        OTHER
    }
}
