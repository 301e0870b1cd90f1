package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CdrDimension;
import org.roaminghub.connector.ocpi.wire.PriceLimit;
import org.roaminghub.connector.ocpi.wire.TaxAmount;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;

/** Prices and charging periods. OCPI counts kWh, kW and hours, the hub Wh, W and seconds. */
final class Amounts {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Amounts() {}

    /** In 2.2.1 the tax is incl_vat minus excl_vat. */
    static @Nullable Price price(org.roaminghub.connector.ocpi.wire.@Nullable Price wire, String currency) {
        if (wire == null) {
            return null;
        }
        Money before = money(wire.before_taxes(), currency);
        BigDecimal after = wire.afterTaxes();
        if (after == null) {
            return new Price(before, List.of(), null);
        }
        return new Price(
                before,
                wire.taxes().stream()
                        .map(t -> new Price.Tax(t.name(), t.account_number(), t.percentage(), kept(t.amount())))
                        .toList(),
                money(after, currency));
    }

    /** The least or highest price of a tariff. */
    static @Nullable Price limit(@Nullable PriceLimit wire, String currency) {
        return wire == null
                ? null
                : price(
                        org.roaminghub.connector.ocpi.wire.Price.ofVat(wire.before_taxes(), wire.after_taxes()),
                        currency);
    }

    static @Nullable PriceLimit toLimit(@Nullable Price price) {
        var wire = price(price);
        return wire == null ? null : new PriceLimit(wire.before_taxes(), wire.afterTaxes());
    }

    /** More than eight decimals is the noise of binary fractions: rounded half to even. */
    private static Money money(BigDecimal amount, String currency) {
        return new Money(kept(amount), currency);
    }

    private static BigDecimal kept(BigDecimal amount) {
        return amount.scale() > Money.MAX_SCALE ? amount.setScale(Money.MAX_SCALE, RoundingMode.HALF_EVEN) : amount;
    }

    static org.roaminghub.connector.ocpi.wire.@Nullable Price price(@Nullable Price price) {
        if (price == null) {
            return null;
        }
        Money before = price.beforeTaxes();
        Money after = price.afterTaxes();
        List<TaxAmount> taxes = price.taxes().stream()
                .map(t -> new TaxAmount(t.name(), t.account(), t.percent(), t.amount()))
                .toList();
        if (before != null) {
            return taxes.isEmpty() && after != null
                    ? org.roaminghub.connector.ocpi.wire.Price.ofVat(before.amount(), after.amount())
                    : new org.roaminghub.connector.ocpi.wire.Price(before.amount(), taxes);
        }
        if (after != null && !taxes.isEmpty()) {
            BigDecimal sum = taxes.stream().map(TaxAmount::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            return new org.roaminghub.connector.ocpi.wire.Price(after.amount().subtract(sum), taxes);
        }
        throw new Unsayable("OCPI needs a price without taxes.");
    }

    static List<ChargingPeriod> periods(List<org.roaminghub.connector.ocpi.wire.ChargingPeriod> wire) {
        var periods = new ArrayList<ChargingPeriod>(wire.size());
        for (var period : wire) {
            var dimensions =
                    new ArrayList<ChargingPeriod.Dimension>(period.dimensions().size());
            for (CdrDimension d : period.dimensions()) {
                var type = ChargingPeriod.Type.valueOf(d.type());
                dimensions.add(new ChargingPeriod.Dimension(type, d.volume().multiply(unit(type))));
            }
            periods.add(new ChargingPeriod(period.start_date_time(), period.tariff_id(), dimensions, false));
        }
        return periods;
    }

    /** FLAT is unknown to OCPI since 2.2 and left out; a period that had nothing else goes with it. */
    static List<org.roaminghub.connector.ocpi.wire.ChargingPeriod> toWire(List<ChargingPeriod> periods, Lowering to) {
        var wire = new ArrayList<org.roaminghub.connector.ocpi.wire.ChargingPeriod>(periods.size());
        for (ChargingPeriod period : periods) {
            List<CdrDimension> dimensions = period.dimensions().stream()
                    .filter(d -> isSaid(d, to))
                    .map(d -> new CdrDimension(d.type().name(), volume(d)))
                    .toList();
            if (!dimensions.isEmpty()) {
                wire.add(new org.roaminghub.connector.ocpi.wire.ChargingPeriod(
                        period.start(), dimensions, period.tariff()));
            }
        }
        return wire;
    }

    private static boolean isSaid(ChargingPeriod.Dimension d, Lowering to) {
        boolean said = d.type() != ChargingPeriod.Type.FLAT;
        if (!said) {
            to.lost("charging_periods.dimensions", "OCPI has no dimension FLAT");
        }
        return said;
    }

    private static BigDecimal volume(ChargingPeriod.Dimension d) {
        return switch (d.type()) {
            case TIME, PARKING_TIME, RESERVATION_TIME -> new Span(d.volume()).toHours();
            case ENERGY, ENERGY_IMPORT, ENERGY_EXPORT, MIN_POWER, MAX_POWER, POWER ->
                new Energy(d.volume()).toKilowattHours();
            case FLAT, MIN_CURRENT, MAX_CURRENT, CURRENT, STATE_OF_CHARGE -> d.volume();
        };
    }

    /** How many of the hub's units are one of OCPI's. */
    private static BigDecimal unit(ChargingPeriod.Type type) {
        return switch (type) {
            case TIME, PARKING_TIME, RESERVATION_TIME -> SECONDS_AN_HOUR;
            case ENERGY, ENERGY_IMPORT, ENERGY_EXPORT, MIN_POWER, MAX_POWER, POWER -> THOUSAND;
            case FLAT, MIN_CURRENT, MAX_CURRENT, CURRENT, STATE_OF_CHARGE -> BigDecimal.ONE;
        };
    }
}
