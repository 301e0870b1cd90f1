package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CdrDimension;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;

/** Prices and charging periods. OCPI counts kWh, kW and hours, the hub Wh, W and seconds. */
final class Amounts {

    private static final String VAT = "VAT";
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Amounts() {}

    /** incl_vat minus excl_vat is the tax (OCPI 2.3.0's form of the same). */
    static @Nullable Price price(org.roaminghub.connector.ocpi.wire.@Nullable Price wire, String currency) {
        if (wire == null) {
            return null;
        }
        Money before = money(wire.excl_vat(), currency);
        if (wire.incl_vat() == null) {
            return new Price(before, List.of(), null);
        }
        Money after = money(wire.incl_vat(), currency);
        return new Price(
                before,
                List.of(new Price.Tax(VAT, null, null, after.minus(before).amount())),
                after);
    }

    /** More than eight decimals is the noise of binary fractions: rounded half to even. */
    private static Money money(BigDecimal amount, String currency) {
        BigDecimal kept =
                amount.scale() > Money.MAX_SCALE ? amount.setScale(Money.MAX_SCALE, RoundingMode.HALF_EVEN) : amount;
        return new Money(kept, currency);
    }

    static org.roaminghub.connector.ocpi.wire.@Nullable Price price(@Nullable Price price) {
        if (price == null) {
            return null;
        }
        BigDecimal taxes = price.taxes().stream().map(Price.Tax::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Money before = price.beforeTaxes();
        Money after = price.afterTaxes();
        if (before != null) {
            BigDecimal incl = after != null
                    ? after.amount()
                    : price.taxes().isEmpty() ? null : before.amount().add(taxes);
            return new org.roaminghub.connector.ocpi.wire.Price(before.amount(), incl);
        }
        if (after != null && !price.taxes().isEmpty()) {
            return new org.roaminghub.connector.ocpi.wire.Price(after.amount().subtract(taxes), after.amount());
        }
        throw new Unsayable("OCPI 2.2.1 needs a price without taxes.");
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

    /** FLAT is unknown to 2.2.1 and left out; a period that had nothing else goes with it. */
    static List<org.roaminghub.connector.ocpi.wire.ChargingPeriod> toWire(List<ChargingPeriod> periods) {
        var wire = new ArrayList<org.roaminghub.connector.ocpi.wire.ChargingPeriod>(periods.size());
        for (ChargingPeriod period : periods) {
            List<CdrDimension> dimensions = period.dimensions().stream()
                    .filter(d -> d.type() != ChargingPeriod.Type.FLAT)
                    .map(d -> new CdrDimension(d.type().name(), volume(d)))
                    .toList();
            if (!dimensions.isEmpty()) {
                wire.add(new org.roaminghub.connector.ocpi.wire.ChargingPeriod(
                        period.start(), dimensions, period.tariff()));
            }
        }
        return wire;
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
