package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.BillItem;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Tariff;

/** A breakdown as the lines of a bill, which sum to its total: before taxes where that is known, else with them. */
public final class Bill {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Bill() {}

    /** The last line of all takes what rounding leaves; what a limit adds or takes off is a line of its own. */
    public static List<BillItem> items(CostBreakdown cost, Tariff.TaxIncluded included, Instant start, Instant end) {
        boolean gross = cost.total().before() == null;
        String currency = cost.total().currency();
        BigDecimal left = cost.total().leading();
        List<BillItem> items = new ArrayList<>();
        for (int i = 0; i < cost.lines().size(); i++) {
            Line line = cost.lines().get(i);
            BigDecimal amount = gross ? line.after() : line.before();
            boolean last = i == cost.lines().size() - 1;
            BigDecimal said = last && cost.limit() == null ? left : amount;
            left = left.subtract(said);
            boolean taxOff = included == Tariff.TaxIncluded.YES && !gross;
            items.add(item(line, new Money(said, currency), taxOff));
        }
        if (left.signum() != 0) {
            items.add(new BillItem(
                    BillItem.Item.OTHER, start, end, BigDecimal.ONE, left, new Money(left, currency), null));
        }
        return items;
    }

    private static BillItem item(Line line, Money cost, boolean taxOff) {
        return new BillItem(
                item(line.bucket()),
                line.start(),
                line.end(),
                line.billed(),
                taxOff ? withoutTax(line.price(), line.vat()) : line.price(),
                cost,
                line.vat());
    }

    private static BigDecimal withoutTax(BigDecimal price, @Nullable BigDecimal vat) {
        return vat == null
                ? price
                : price.multiply(HUNDRED).divide(HUNDRED.add(vat), Money.MAX_SCALE, RoundingMode.HALF_UP);
    }

    private static BillItem.Item item(Bucket bucket) {
        return switch (bucket) {
            case ENERGY -> BillItem.Item.ENERGY;
            case TIME -> BillItem.Item.TIME;
            case PARKING_TIME -> BillItem.Item.PARKING_TIME;
            case RESERVATION_TIME -> BillItem.Item.RESERVATION_TIME;
            case FLAT_CHARGE -> BillItem.Item.FLAT;
            case FLAT_RESERVATION -> BillItem.Item.RESERVATION_FEE;
        };
    }
}
