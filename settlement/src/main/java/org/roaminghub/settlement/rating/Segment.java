package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import org.roaminghub.vocabulary.Tariff;

/** A stretch of one bucket at one price. {@code billed} is the measured volume and, in the last one, what rounds it up. */
record Segment(
        int period,
        Instant start,
        Instant end,
        PriceList list,
        PriceList.Price price,
        BigDecimal measured,
        BigDecimal billed) {

    private static final Exact HUNDRED = Exact.of(BigDecimal.valueOf(100));

    Bucket bucket() {
        return price.bucket();
    }

    Segment billed(BigDecimal volume) {
        return new Segment(period, start, end, list, price, measured, volume);
    }

    /** As the price has it, with or without taxes. */
    private Exact amount() {
        return Exact.of(price.component().price().multiply(billed)).dividedBy(Exact.of(bucket().perPrice()));
    }

    private boolean isTaxed() {
        return price.component().vat() != null && list.tariff().taxIncluded() != Tariff.TaxIncluded.NA;
    }

    /** A tax is in the price and nobody says how much. */
    boolean isUnsplittable() {
        return list.tariff().taxIncluded() == Tariff.TaxIncluded.YES
                && price.component().vat() == null
                && amount().signum() != 0;
    }

    Exact before() {
        return isTaxed() && list.tariff().taxIncluded() == Tariff.TaxIncluded.YES
                ? amount().dividedBy(rate())
                : amount();
    }

    Exact after() {
        return isTaxed() && list.tariff().taxIncluded() == Tariff.TaxIncluded.NO ? amount().times(rate()) : amount();
    }

    private Exact rate() {
        BigDecimal vat = price.component().vat();
        return HUNDRED.plus(Exact.of(vat == null ? BigDecimal.ZERO : vat)).dividedBy(HUNDRED);
    }

    Line line(RatingPolicy policy) {
        return new Line(
                period,
                start,
                end,
                bucket(),
                list.tariff().fid(),
                price.element(),
                price.index(),
                measured,
                billed,
                price.component().price(),
                price.component().vat(),
                before().rounded(policy),
                after().rounded(policy));
    }
}
