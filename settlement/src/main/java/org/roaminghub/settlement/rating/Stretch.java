package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;

/** What was measured between two readings. {@code charging}: the vehicle took energy or paused; else it only stood there. */
public record Stretch(Instant start, Instant end, boolean charging, BigDecimal energyWh) {}
