package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Tariffs;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.SetDefaultTariffRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffConditions;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffConditionsFixed;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffEnergy;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffEnergyPrice;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffFixed;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffFixedPrice;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffTime;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TariffTimePrice;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.TaxRate;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Restriction;

/**
 * A tariff as a station of 2.1 reckons by it (I07, I08): its default, or that of one driver. In both worlds the first price of a dimension that holds is the one. What
 * OCPP has no words for is refused, never rounded: the station would show a price that nobody bills.
 */
final class DefaultTariff {

    private static final int MAX_NAME = 40;
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final int MINUTE_DIGITS = 6;

    private static final TariffConditions NO_CONDITIONS = new TariffConditions(
            null, null, null, null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    private final Tariff tariff;
    private final List<TariffEnergyPrice> energy = new ArrayList<>();
    private final List<TariffTimePrice> charging = new ArrayList<>();
    private final List<TariffTimePrice> idle = new ArrayList<>();
    private final List<TariffFixedPrice> fixed = new ArrayList<>();
    /** In percent, of each dimension that has a price; empty: untaxed. */
    private final Map<Dimension, Optional<BigDecimal>> taxes = new EnumMap<>(Dimension.class);

    private DefaultTariff(Tariff tariff) {
        this.tariff = tariff;
    }

    /** Throws IllegalArgumentException with a sentence for a tariff that OCPP can't express. */
    static Tariffs.Tariff of(Tariff tariff) {
        DefaultTariff written = new DefaultTariff(tariff);
        written.refuseIf(!tariff.audience().isEmpty(), "it is for some partners only");
        return written.write();
    }

    /** The one of a driver; empty where OCPP can't express it: then the station reckons by its default, and isn't believed. */
    static Optional<Tariffs.Tariff> ofDriver(Tariff tariff) {
        try {
            return Optional.of(new DefaultTariff(tariff).write());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Tariffs.Tariff write() {
        refuseIf(tariff.taxIncluded() == Tariff.TaxIncluded.YES, "its prices contain taxes, those of OCPP never do");
        refuseIf(tariff.selection() == Tariff.Selection.ALL_MATCHING, "several of its elements apply at once");
        refuseIf(
                tariff.selection() == Tariff.Selection.FIRST_ELEMENT
                        && tariff.elements().size() > 1,
                "its first element that holds prices everything");
        refuseIf(tariff.valid() != null && tariff.valid().end() != null, "it ends at a time");
        tariff.elements()
                .forEach(element -> element.components().forEach(component -> add(component, element.restriction())));
        Tariffs.Tariff content = said("");
        return said(id(content));
    }

    private Tariffs.Tariff said(String id) {
        return new Tariffs.Tariff(
                id,
                List.of(),
                tariff.currency(),
                energy.isEmpty() ? null : new TariffEnergy(energy, taxes(Dimension.ENERGY)),
                tariff.valid() == null ? null : WireTime.exactly(tariff.valid().start()),
                charging.isEmpty() ? null : new TariffTime(charging, taxes(Dimension.TIME)),
                idle.isEmpty() ? null : new TariffTime(idle, taxes(Dimension.PARKING_TIME)),
                fixed.isEmpty() ? null : new TariffFixed(fixed, taxes(Dimension.FLAT)),
                null,
                null,
                bound(tariff.minPrice()),
                bound(tariff.maxPrice()));
    }

    /** Other content has another id (I08.FR.08). */
    private String id(Tariffs.Tariff content) {
        String name = tariff.fid().replaceAll("[^A-Za-z0-9*_=:+|@.-]", "-");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(Messages.write(new SetDefaultTariffRequest(0, content), Version.V2_1)));
            return name.substring(0, Math.min(MAX_NAME, name.length())) + "."
                    + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Component component, @Nullable Restriction restriction) {
        Dimension dimension = component.dimension();
        refuseIf(
                dimension != Dimension.ENERGY
                        && dimension != Dimension.TIME
                        && dimension != Dimension.PARKING_TIME
                        && dimension != Dimension.FLAT,
                "it prices " + dimension.name().toLowerCase(Locale.ROOT));
        refuseIf(
                dimension != Dimension.FLAT && component.step().compareTo(BigDecimal.ONE) > 0,
                "it counts in steps of " + component.step().toPlainString());
        boolean timed = dimension == Dimension.TIME || dimension == Dimension.PARKING_TIME;
        BigDecimal price = timed ? perMinute(component.price()) : component.price();
        TariffConditions when = restriction == null ? NO_CONDITIONS : conditions(restriction);
        TariffConditions conditions = when.equals(NO_CONDITIONS) ? null : when;
        switch (dimension) {
            case ENERGY -> energy.add(new TariffEnergyPrice(price, conditions));
            case TIME -> charging.add(new TariffTimePrice(price, conditions));
            case PARKING_TIME -> idle.add(new TariffTimePrice(price, conditions));
            default -> fixed.add(new TariffFixedPrice(conditions == null ? null : atStart(conditions), price));
        }
        tax(component);
    }

    private void tax(Component component) {
        BigDecimal vat = tariff.taxIncluded() == Tariff.TaxIncluded.NA ? null : component.vat();
        Optional<BigDecimal> before = taxes.putIfAbsent(component.dimension(), Optional.ofNullable(vat));
        refuseIf(
                before != null
                        && before.map(tax -> vat == null || vat.compareTo(tax) != 0)
                                .orElse(vat != null),
                "prices of one kind are taxed differently");
    }

    private List<TaxRate> taxes(Dimension dimension) {
        return taxes.getOrDefault(dimension, Optional.empty()).stream()
                .map(tax -> new TaxRate("VAT", tax, null))
                .toList();
    }

    private BigDecimal perMinute(BigDecimal perHour) {
        BigDecimal price = perHour.divide(MINUTES, MINUTE_DIGITS, RoundingMode.HALF_UP);
        refuseIf(
                price.multiply(MINUTES).compareTo(perHour) != 0,
                "a price of " + perHour.toPlainString() + " an hour is none for a minute");
        return price.stripTrailingZeros();
    }

    private TariffConditions conditions(Restriction r) {
        refuseIf(r.reservation() != null, "it prices reservations");
        refuseIf(!r.windows().isEmpty() || r.interval() != null, "it has windows of time that OCPP has no words for");
        return new TariffConditions(
                r.startTime(),
                r.endTime(),
                r.startDate(),
                r.endDate(),
                r.days().stream()
                        .map(day -> DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .toList(),
                r.minEnergyWh() == null ? null : r.minEnergyWh().value(),
                r.maxEnergyWh() == null ? null : r.maxEnergyWh().value(),
                r.minCurrentA(),
                r.maxCurrentA(),
                r.minPowerW() == null ? null : r.minPowerW().value(),
                r.maxPowerW() == null ? null : r.maxPowerW().value(),
                seconds(r.minDurationS()),
                seconds(r.maxDurationS()),
                null,
                null,
                null,
                null,
                null);
    }

    /** Of a fee: how the session goes isn't known when it is taken. */
    private TariffConditionsFixed atStart(TariffConditions when) {
        TariffConditions known = new TariffConditions(
                when.startTimeOfDay(),
                when.endTimeOfDay(),
                when.validFromDate(),
                when.validToDate(),
                when.dayOfWeek(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        refuseIf(!when.equals(known), "a fee depends on how the session goes");
        return new TariffConditionsFixed(
                when.startTimeOfDay(),
                when.endTimeOfDay(),
                when.dayOfWeek(),
                when.validFromDate(),
                when.validToDate(),
                null,
                null,
                null);
    }

    private @Nullable Integer seconds(@Nullable Span span) {
        if (span == null) {
            return null;
        }
        refuseIf(span.value().stripTrailingZeros().scale() > 0, "a duration has fractions of a second");
        return span.value().intValueExact();
    }

    private static Tariffs.@Nullable Price bound(@Nullable Price price) {
        return price == null
                ? null
                : new Tariffs.Price(
                        price.beforeTaxes() == null ? null : price.beforeTaxes().amount(),
                        price.afterTaxes() == null ? null : price.afterTaxes().amount(),
                        List.of());
    }

    private void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw refused(why);
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("OCPP can't express the tariff " + tariff.fid() + ": " + why + ".");
    }
}
