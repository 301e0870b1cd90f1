package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.Tariff.Component;
import org.roaminghub.vocabulary.Tariff.Dimension;
import org.roaminghub.vocabulary.Tariff.Restriction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tariff as a station of 2.1 reckons by it (I07, I08): its default, or that of one driver. In both worlds the first price of a dimension that holds is the one. What
 * OCPP has no words for is refused, never rounded: the station would show a price that nobody bills.
 */
final class DefaultTariff {

    private static final int MAX_NAME = 40;
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final int MINUTE_DIGITS = 6;

    private final Tariff tariff;

    private DefaultTariff(Tariff tariff) {
        this.tariff = tariff;
    }

    /** Throws IllegalArgumentException with a sentence for a tariff that OCPP can't express. */
    static ObjectNode of(Tariff tariff) {
        DefaultTariff written = new DefaultTariff(tariff);
        written.refuseIf(!tariff.audience().isEmpty(), "it is for some partners only");
        return written.write();
    }

    /** The one of a driver; empty where OCPP can't express it: then the station reckons by its default, and isn't believed. */
    static Optional<ObjectNode> ofDriver(Tariff tariff) {
        try {
            return Optional.of(new DefaultTariff(tariff).write());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private ObjectNode write() {
        refuseIf(tariff.taxIncluded() == Tariff.TaxIncluded.YES, "its prices contain taxes, those of OCPP never do");
        refuseIf(tariff.selection() == Tariff.Selection.ALL_MATCHING, "several of its elements apply at once");
        refuseIf(
                tariff.selection() == Tariff.Selection.FIRST_ELEMENT
                        && tariff.elements().size() > 1,
                "its first element that holds prices everything");
        refuseIf(tariff.valid() != null && tariff.valid().end() != null, "it ends at a time");
        ObjectNode said = Json.object().put("currency", tariff.currency());
        if (tariff.valid() != null) {
            said.put("validFrom", tariff.valid().start().toString());
        }
        tariff.elements()
                .forEach(element ->
                        element.components().forEach(component -> add(said, component, element.restriction())));
        bound(said, "minCost", tariff.minPrice());
        bound(said, "maxCost", tariff.maxPrice());
        return Json.object().put("tariffId", id(said)).setAll(said);
    }

    /** Other content has another id (I08.FR.08). */
    private String id(ObjectNode content) {
        String name = tariff.fid().replaceAll("[^A-Za-z0-9*_=:+|@.-]", "-");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.write(content));
            return name.substring(0, Math.min(MAX_NAME, name.length())) + "."
                    + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(ObjectNode said, Component component, @Nullable Restriction restriction) {
        Dimension dimension = component.dimension();
        String group = switch (dimension) {
            case ENERGY -> "energy";
            case TIME -> "chargingTime";
            case PARKING_TIME -> "idleTime";
            case FLAT -> "fixedFee";
            case RESERVATION_TIME, RESERVATION_FEE, POWER ->
                throw refused("it prices " + dimension.name().toLowerCase(Locale.ROOT));
        };
        refuseIf(
                dimension != Dimension.FLAT && component.step().compareTo(BigDecimal.ONE) > 0,
                "it counts in steps of " + component.step().toPlainString());
        boolean first = !said.has(group);
        ObjectNode of = said.withObject("/" + group);
        ObjectNode price = Json.object();
        switch (dimension) {
            case ENERGY -> price.put("priceKwh", component.price());
            case FLAT -> price.put("priceFixed", component.price());
            default -> price.put("priceMinute", perMinute(component.price()));
        }
        ObjectNode conditions = restriction == null ? Json.object() : conditions(restriction);
        if (dimension == Dimension.FLAT) {
            refuseIf(
                    conditions.propertyNames().stream()
                            .anyMatch(name -> name.startsWith("min") || name.startsWith("max")),
                    "a fee depends on how the session goes");
        }
        if (!conditions.isEmpty()) {
            price.set("conditions", conditions);
        }
        of.withArray("prices").add(price);
        tax(of, component, first);
    }

    private void tax(ObjectNode of, Component component, boolean first) {
        BigDecimal vat = tariff.taxIncluded() == Tariff.TaxIncluded.NA ? null : component.vat();
        BigDecimal before = Values.decimal(of.path("taxRates").path(0).get("tax"));
        if (first && vat != null) {
            of.putArray("taxRates").addObject().put("type", "VAT").put("tax", vat);
        } else {
            refuseIf(
                    before == null ? vat != null : vat == null || vat.compareTo(before) != 0,
                    "prices of one kind are taxed differently");
        }
    }

    private BigDecimal perMinute(BigDecimal perHour) {
        BigDecimal price = perHour.divide(MINUTES, MINUTE_DIGITS, RoundingMode.HALF_UP);
        refuseIf(
                price.multiply(MINUTES).compareTo(perHour) != 0,
                "a price of " + perHour.toPlainString() + " an hour is none for a minute");
        return price.stripTrailingZeros();
    }

    private ObjectNode conditions(Restriction r) {
        refuseIf(r.reservation() != null, "it prices reservations");
        refuseIf(!r.windows().isEmpty() || r.interval() != null, "it has windows of time that OCPP has no words for");
        ObjectNode said = Json.object();
        text(said, "startTimeOfDay", r.startTime());
        text(said, "endTimeOfDay", r.endTime());
        text(said, "validFromDate", r.startDate());
        text(said, "validToDate", r.endDate());
        if (!r.days().isEmpty()) {
            ArrayNode days = said.putArray("dayOfWeek");
            r.days().forEach(day -> days.add(DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
        }
        number(
                said,
                "minEnergy",
                r.minEnergyWh() == null ? null : r.minEnergyWh().value());
        number(
                said,
                "maxEnergy",
                r.maxEnergyWh() == null ? null : r.maxEnergyWh().value());
        number(said, "minCurrent", r.minCurrentA());
        number(said, "maxCurrent", r.maxCurrentA());
        number(said, "minPower", r.minPowerW() == null ? null : r.minPowerW().value());
        number(said, "maxPower", r.maxPowerW() == null ? null : r.maxPowerW().value());
        seconds(
                said,
                "minTime",
                r.minDurationS() == null ? null : r.minDurationS().value());
        seconds(
                said,
                "maxTime",
                r.maxDurationS() == null ? null : r.maxDurationS().value());
        return said;
    }

    private static void text(ObjectNode said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }

    private static void number(ObjectNode said, String name, @Nullable BigDecimal value) {
        if (value != null) {
            said.put(name, value);
        }
    }

    private void seconds(ObjectNode said, String name, @Nullable BigDecimal value) {
        if (value != null) {
            refuseIf(value.stripTrailingZeros().scale() > 0, "a duration has fractions of a second");
            said.put(name, value.intValueExact());
        }
    }

    private static void bound(ObjectNode said, String name, @Nullable Price price) {
        if (price != null) {
            ObjectNode of = said.putObject(name);
            number(
                    of,
                    "exclTax",
                    price.beforeTaxes() == null ? null : price.beforeTaxes().amount());
            number(
                    of,
                    "inclTax",
                    price.afterTaxes() == null ? null : price.afterTaxes().amount());
        }
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
