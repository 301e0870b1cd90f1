package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;

/** A sum that is exact until the end, with its taxes by rate. The one place where amounts are rounded. */
final class Tally {

    private static final String VAT = "VAT";

    private Exact before = Exact.ZERO;
    private Exact after = Exact.ZERO;
    private final Map<BigDecimal, Exact> taxes = new TreeMap<>();
    private boolean unsplittable;
    private CostBreakdown.@Nullable Limit limit;

    void add(Segment segment) {
        Exact net = segment.before();
        Exact gross = segment.after();
        before = before.plus(net);
        after = after.plus(gross);
        unsplittable |= segment.isUnsplittable();
        BigDecimal vat = segment.price().component().vat();
        if (vat != null && segment.list().tariff().taxIncluded() != Tariff.TaxIncluded.NA) {
            taxes.merge(vat.stripTrailingZeros(), gross.minus(net), Exact::plus);
        }
    }

    /** First up to the lower limit, then down to the upper one, before and after taxes each by itself. */
    void limit(Tariff tariff) {
        Price min = tariff.minPrice();
        if (min != null && isOutside(min, true)) {
            bringTo(min, true);
            limit = CostBreakdown.Limit.MIN_PRICE;
        }
        Price max = tariff.maxPrice();
        if (max != null && isOutside(max, false)) {
            bringTo(max, false);
            limit = CostBreakdown.Limit.MAX_PRICE;
        }
    }

    CostBreakdown.@Nullable Limit limit() {
        return limit;
    }

    private boolean isOutside(Price price, boolean below) {
        return isOutside(before, price.beforeTaxes(), below) || isOutside(after, price.afterTaxes(), below);
    }

    private static boolean isOutside(Exact amount, @Nullable Money limit, boolean below) {
        if (limit == null) {
            return false;
        }
        Exact end = Exact.of(limit.amount());
        return below ? amount.isBelow(end) : end.isBelow(amount);
    }

    private void bringTo(Price price, boolean below) {
        Exact net = isOutside(before, price.beforeTaxes(), below) ? amount(price.beforeTaxes()) : before;
        Exact gross = isOutside(after, price.afterTaxes(), below) ? amount(price.afterTaxes()) : after;
        // A limit that is said on one side only moves the other in proportion.
        if (price.afterTaxes() == null && before.signum() != 0) {
            gross = after.times(net).dividedBy(before);
        } else if (price.afterTaxes() == null) {
            gross = net;
        } else if (price.beforeTaxes() == null && after.signum() != 0) {
            net = before.times(gross).dividedBy(after);
        } else if (price.beforeTaxes() == null) {
            net = gross;
        }
        before = net;
        after = gross;
    }

    private static Exact amount(@Nullable Money limit) {
        return Exact.of(Objects.requireNonNull(limit).amount());
    }

    Cost cost(String currency, RatingPolicy policy) {
        BigDecimal net = before.rounded(policy);
        BigDecimal gross = after.rounded(policy);
        if (unsplittable) {
            return new Cost(currency, null, List.of(), gross);
        }
        List<Price.Tax> lines = taxes(gross.subtract(net), policy);
        return new Cost(currency, net, lines, lines.isEmpty() ? null : gross);
    }

    /** They sum to the difference: the last one takes what rounding or a limit leaves. */
    private List<Price.Tax> taxes(BigDecimal all, RatingPolicy policy) {
        Exact sum = taxes.values().stream().reduce(Exact.ZERO, Exact::plus);
        List<Price.Tax> lines = new ArrayList<>();
        if (taxes.isEmpty()) {
            return all.signum() == 0 ? List.of() : List.of(new Price.Tax(VAT, null, null, all));
        }
        BigDecimal left = all;
        int still = taxes.size();
        for (Map.Entry<BigDecimal, Exact> tax : taxes.entrySet()) {
            Exact share = sum.signum() == 0
                    ? Exact.ZERO
                    : tax.getValue().times(Exact.of(all)).dividedBy(sum);
            BigDecimal amount = --still == 0 ? left : share.rounded(policy);
            left = left.subtract(amount);
            lines.add(new Price.Tax(VAT, null, tax.getKey(), amount));
        }
        return lines;
    }
}
