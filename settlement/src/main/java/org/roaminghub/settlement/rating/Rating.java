package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaminghub.settlement.rating.CostBreakdown.Part;

/**
 * What a session costs by its tariffs (OCPI 2.3.0 ch. 11). Pure: the same input always gives the same breakdown. Every amount is
 * exact until it is told. A period is a total and priced as at its start, never interpolated.
 */
public final class Rating {

    /** Stands with what was rated: an old amount is explained by the engine that made it. */
    public static final String ENGINE = "rating/1";

    private Rating() {}

    /** For contracts that say nothing of rounding. */
    public static Rated rate(RatingInput input) {
        return rate(input, RatingPolicy.DEFAULT);
    }

    public static Rated rate(RatingInput input, RatingPolicy policy) {
        Set<String> notes = new LinkedHashSet<>();
        try {
            List<Segment> segments = Steps.rounded(new Walk(input, notes).segments());
            return breakdown(input, segments, notes, policy);
        } catch (PriceList.NoList none) {
            return none.why();
        }
    }

    private static CostBreakdown breakdown(
            RatingInput input, List<Segment> segments, Set<String> notes, RatingPolicy policy) {
        Tally total = new Tally();
        Map<Part, Tally> parts = new EnumMap<>(Part.class);
        Map<Bucket, BigDecimal> billed = new EnumMap<>(Bucket.class);
        List<Line> lines = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            total.add(segment);
            parts.computeIfAbsent(Part.of(segment.bucket()), part -> new Tally())
                    .add(segment);
            if (!segment.bucket().isFlat()) {
                billed.merge(segment.bucket(), segment.billed(), BigDecimal::add);
            }
            if (segment.isUnsplittable()) {
                notes.add(Note.TAX_UNSPLITTABLE.name());
            }
            lines.add(segment.line(policy));
        }
        limit(input, segments, total, notes);
        String currency = input.tariffs().getFirst().currency();
        Map<Part, Cost> costs = new EnumMap<>(Part.class);
        parts.forEach((part, tally) -> costs.put(part, tally.cost(currency, policy)));
        return new CostBreakdown(lines, billed, total.cost(currency, policy), costs, total.limit(), List.copyOf(notes));
    }

    /** What a limit means where two tariffs meet is said nowhere: none is applied then. */
    private static void limit(RatingInput input, List<Segment> segments, Tally total, Set<String> notes) {
        List<PriceList> used = segments.stream().map(Segment::list).distinct().toList();
        if (used.size() <= 1) {
            total.limit(
                    used.isEmpty()
                            ? input.tariffs().getFirst()
                            : used.getFirst().tariff());
        } else if (used.stream()
                .map(PriceList::tariff)
                .anyMatch(tariff -> tariff.minPrice() != null || tariff.maxPrice() != null)) {
            notes.add(Note.PRICE_LIMIT_MULTI_TARIFF.name());
        }
    }
}
