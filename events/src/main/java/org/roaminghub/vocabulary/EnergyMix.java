package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the energy comes from. Codes are open. */
public record EnergyMix(
        boolean green,
        List<Source> sources,
        List<Impact> impacts,
        @Nullable String supplier,
        @Nullable String product) {

    public EnergyMix {
        sources = sources == null ? List.of() : List.copyOf(sources);
        impacts = impacts == null ? List.of() : List.copyOf(impacts);
    }

    /** A share of the energy. */
    public record Source(String code, BigDecimal percent) {}

    /** Waste or emission in grams per kWh. */
    public record Impact(String code, BigDecimal gPerKwh) {}
}
