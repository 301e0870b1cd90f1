package org.roaminghub.app.cli.vector;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.settlement.rating.Bucket;
import org.roaminghub.settlement.rating.Cost;
import org.roaminghub.settlement.rating.CostBreakdown;
import org.roaminghub.settlement.rating.CostBreakdown.Part;
import org.roaminghub.settlement.rating.Line;
import org.roaminghub.settlement.rating.Rating;
import tools.jackson.databind.node.ObjectNode;

/** A breakdown for people and in the form of the vectors: kWh and hours with six decimals, money with four. */
final class CostText {

    private static final int VOLUME_DIGITS = 6;

    static final Map<Part, String> PARTS = new TreeMap<>(Map.of(
            Part.FIXED, "total_fixed_cost",
            Part.ENERGY, "total_energy_cost",
            Part.TIME, "total_time_cost",
            Part.PARKING, "total_parking_cost",
            Part.RESERVATION, "total_reservation_cost"));

    private CostText() {}

    static BigDecimal shown(Bucket bucket, BigDecimal volume) {
        return volume.divide(bucket.perPrice(), VOLUME_DIGITS, RoundingMode.HALF_UP);
    }

    static String limit(CostBreakdown cost) {
        CostBreakdown.Limit limit = cost.limit();
        return limit == null ? "" : limit.name().toLowerCase(Locale.ROOT);
    }

    static void print(CostBreakdown cost, PrintWriter out) {
        for (Line line : cost.lines()) {
            out.println("      period %d  %-16s element %d.%d of %s  %s%s at %s = %s"
                    .formatted(
                            line.period(),
                            line.bucket(),
                            line.element(),
                            line.component(),
                            line.tariff(),
                            plain(shown(line.bucket(), line.billed())),
                            line.measured().compareTo(line.billed()) == 0
                                    ? ""
                                    : " (measured " + plain(shown(line.bucket(), line.measured())) + ")",
                            plain(line.price()),
                            line.before()));
        }
        if (cost.limit() != null) {
            out.println("      limit    " + limit(cost));
        }
        out.println("      total    " + amounts(cost.total()));
        if (!cost.notes().isEmpty()) {
            out.println("      notes    " + String.join(", ", cost.notes()));
        }
    }

    private static String amounts(Cost cost) {
        BigDecimal before = cost.before();
        BigDecimal after = cost.after();
        return (before == null ? "" : before + " " + cost.currency() + (after == null ? "" : ", "))
                + (after == null ? "" : after + " " + cost.currency() + " with taxes");
    }

    static ObjectNode json(CostBreakdown cost) {
        ObjectNode json = VectorFile.JSON.createObjectNode();
        json.put("engine", Rating.ENGINE);
        json.set("total_cost", json(cost.total()));
        PARTS.forEach((part, field) -> cost.part(part).ifPresent(of -> json.set(field, json(of))));
        ObjectNode billed = json.putObject("billed");
        new TreeMap<>(cost.billed())
                .forEach((bucket, volume) ->
                        billed.put(bucket.name(), shown(bucket, volume).toPlainString()));
        var lines = json.putArray("lines");
        cost.lines().forEach(line -> lines.add(json(line)));
        if (cost.limit() != null) {
            json.put("limit_applied", limit(cost));
        }
        cost.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    private static ObjectNode json(Cost cost) {
        ObjectNode json = VectorFile.JSON.createObjectNode().put("currency", cost.currency());
        put(json, "before_taxes", cost.before());
        cost.taxes().forEach(tax -> {
            ObjectNode line = json.withArray("taxes").addObject().put("name", tax.name());
            put(line, "percentage", tax.percent());
            put(line, "amount", tax.amount());
        });
        put(json, "after_taxes", cost.after());
        return json;
    }

    private static ObjectNode json(Line line) {
        ObjectNode json = VectorFile.JSON
                .createObjectNode()
                .put("period", line.period())
                .put("dimension", line.bucket().name())
                .put("element", line.element())
                .put("component", line.component())
                .put("tariff_id", line.tariff());
        put(json, "measured", shown(line.bucket(), line.measured()));
        put(json, "billed", shown(line.bucket(), line.billed()));
        put(json, "price", line.price());
        put(json, "vat", line.vat());
        put(json, "before_taxes", line.before());
        put(json, "after_taxes", line.after());
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable BigDecimal value) {
        if (value != null) {
            json.put(field, value.toPlainString());
        }
    }

    private static String plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }
}
