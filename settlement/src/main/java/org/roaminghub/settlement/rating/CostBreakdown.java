package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session costs and why. Notes have stable codes, some with a dimension behind a colon.
 *
 * @param billed in Wh and s, of what is counted in steps
 * @param parts absent where nothing of it was priced: fixed, energy, time, parking, reservation
 * @param limit the tariff's limit that the total was brought to
 */
public record CostBreakdown(
        List<Line> lines,
        Map<Bucket, BigDecimal> billed,
        Cost total,
        Map<Part, Cost> parts,
        @Nullable Limit limit,
        List<String> notes)
        implements Rated {

    public CostBreakdown {
        lines = List.copyOf(lines);
        billed = Map.copyOf(billed);
        parts = Map.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /** Sub-totals, as OCPI's CDR has them. */
    public enum Part {
        FIXED,
        ENERGY,
        TIME,
        PARKING,
        RESERVATION;

        static Part of(Bucket bucket) {
            return switch (bucket) {
                case ENERGY -> ENERGY;
                case TIME -> TIME;
                case PARKING_TIME -> PARKING;
                case RESERVATION_TIME, FLAT_RESERVATION -> RESERVATION;
                case FLAT_CHARGE -> FIXED;
            };
        }
    }

    /** Which end of the tariff's range. */
    public enum Limit {
        MIN_PRICE,
        MAX_PRICE
    }

    public Optional<Cost> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }
}
