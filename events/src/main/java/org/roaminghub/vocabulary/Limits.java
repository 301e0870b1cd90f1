package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How far an authorisation goes; absent = no limit. Units at the end of the names; {@code socPercent}: of the vehicle's battery. */
public record Limits(
        @Nullable Energy energyWh,
        @Nullable Span durationS,
        @Nullable Money cost,
        @Nullable Power powerW,
        @Nullable BigDecimal currentA,
        @Nullable BigDecimal socPercent) {}
