package org.roaminghub.app.cli.vector;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.settlement.rating.Bucket;
import org.roaminghub.settlement.rating.Cost;
import org.roaminghub.settlement.rating.CostBreakdown;
import org.roaminghub.settlement.rating.Line;
import tools.jackson.databind.JsonNode;

/** What a vector states against what came out; numbers are compared by value. */
final class Expected {

    private final List<String> differences = new ArrayList<>();

    private Expected() {}

    /** Empty when all that is stated was found. */
    static List<String> differences(JsonNode expected, CostBreakdown cost) {
        Expected all = new Expected();
        all.cost("total_cost", expected.path("total_cost"), cost.total());
        CostText.PARTS.forEach((part, field) ->
                all.cost(field, expected.path(field), cost.part(part).orElse(null)));
        for (Bucket bucket : Bucket.values()) {
            JsonNode billed = expected.path("billed").path(bucket.name());
            BigDecimal found = cost.billed().getOrDefault(bucket, BigDecimal.ZERO);
            all.number("billed " + bucket, billed, CostText.shown(bucket, found));
        }
        all.lines(expected.path("lines"), cost.lines());
        if (expected.has("notes")) {
            all.same(
                    "notes",
                    expected.get("notes")
                            .valueStream()
                            .map(JsonNode::asString)
                            .sorted()
                            .toList(),
                    cost.notes().stream().sorted().toList());
        }
        if (expected.has("limit_applied") || expected.has("lines")) {
            all.same("limit_applied", expected.path("limit_applied").asString(""), CostText.limit(cost));
        }
        return List.copyOf(all.differences);
    }

    /** Where only one of the two amounts can be known the vectors say it twice. */
    private void cost(String field, JsonNode expected, @Nullable Cost found) {
        if (!expected.isObject()) {
            return;
        }
        if (found == null) {
            differences.add(field + ": expected " + expected + ", found nothing");
            return;
        }
        BigDecimal before = found.leading();
        number(field + " before taxes", expected.path("before_taxes"), before);
        number(field + " after taxes", expected.path("after_taxes"), Objects.requireNonNullElse(found.after(), before));
    }

    private void lines(JsonNode expected, List<Line> found) {
        if (!expected.isArray()) {
            return;
        }
        same("lines", expected.size(), found.size());
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            JsonNode stated = expected.get(i);
            Line line = found.get(i);
            String at = "line " + i + " ";
            number(at + "period", stated.path("period"), BigDecimal.valueOf(line.period()));
            number(at + "element", stated.path("element"), BigDecimal.valueOf(line.element()));
            if (stated.has("dimension")) {
                same(
                        at + "dimension",
                        stated.get("dimension").asString(),
                        line.bucket().name());
            }
            number(at + "measured", stated.path("measured"), CostText.shown(line.bucket(), line.measured()));
            number(at + "billed", stated.path("billed"), CostText.shown(line.bucket(), line.billed()));
            number(at + "price", stated.path("price"), line.price());
            number(at + "before taxes", stated.path("before_taxes"), line.before());
            number(at + "after taxes", stated.path("after_taxes"), line.after());
        }
    }

    private void number(String what, JsonNode expected, BigDecimal found) {
        if (expected.isMissingNode() || expected.isNull()) {
            return;
        }
        BigDecimal stated = new BigDecimal(expected.asString());
        if (stated.compareTo(found) != 0) {
            differences.add(what + ": expected " + stated.toPlainString() + ", found " + found.toPlainString());
        }
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            differences.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
