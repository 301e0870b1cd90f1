package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;

/**
 * What a kWh, an hour of charging, an hour of parking and a session cost at one moment of it, with taxes; absent: nothing. Pure.
 */
public record PricesNow(
        @Nullable BigDecimal kwh,
        @Nullable BigDecimal hour,
        @Nullable BigDecimal parkingHour,
        @Nullable BigDecimal session) {

    private static final List<Bucket> TOLD =
            List.of(Bucket.ENERGY, Bucket.TIME, Bucket.PARKING_TIME, Bucket.FLAT_CHARGE);
    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    /**
     * Empty where these would not be the prices that are billed: steps and limits of the whole price, restrictions on a power or
     * current that nobody measures at a moment, a clock that nobody knows ({@code zone} absent), unknown taxes.
     */
    public static Optional<PricesNow> of(
            Tariff tariff, @Nullable ZoneId zone, Instant start, Instant now, BigDecimal energyWh) {
        PriceList list;
        try {
            list = PriceList.of(tariff);
        } catch (PriceList.NoList none) {
            return Optional.empty();
        }
        if (tariff.minPrice() != null
                || tariff.maxPrice() != null
                || list.asks(Condition::asksForPower)
                || list.asks(Condition::asksForCurrent)
                || (zone == null && list.asks(Condition::asksForWallClock))) {
            return Optional.empty();
        }
        Moment moment = Moment.of(
                now,
                zone == null ? ZoneOffset.UTC : zone,
                energyWh,
                Walk.seconds(start, now),
                new Moment.Flow(null, null, null, null));
        Map<Bucket, BigDecimal> found = new EnumMap<>(Bucket.class);
        for (Bucket bucket : TOLD) {
            Component component = list.find(bucket, moment, false)
                    .map(PriceList.Price::component)
                    .orElse(null);
            if (component != null) {
                BigDecimal price = withTaxes(tariff, component);
                if (price == null || (!bucket.isFlat() && component.step().compareTo(BigDecimal.ONE) > 0)) {
                    return Optional.empty();
                }
                found.put(bucket, price);
            }
        }
        return Optional.of(new PricesNow(
                found.get(Bucket.ENERGY),
                found.get(Bucket.TIME),
                found.get(Bucket.PARKING_TIME),
                found.get(Bucket.FLAT_CHARGE)));
    }

    /** The same all the time: then it may be said before anything is charged. */
    public static Optional<PricesNow> always(Tariff tariff) {
        boolean free = tariff.elements().stream().allMatch(element -> element.restriction() == null);
        return free ? of(tariff, null, Instant.EPOCH, Instant.EPOCH, BigDecimal.ZERO) : Optional.empty();
    }

    private static @Nullable BigDecimal withTaxes(Tariff tariff, Component component) {
        BigDecimal price = component.price();
        if (tariff.taxIncluded() != Tariff.TaxIncluded.NO || price.signum() == 0) {
            return price;
        }
        BigDecimal vat = component.vat();
        return vat == null ? null : price.add(price.multiply(vat).multiply(PERCENT));
    }
}
