package org.roaminghub.app.cli.vector;

import static org.roaminghub.app.cli.vector.Shape.list;
import static org.roaminghub.app.cli.vector.Shape.number;
import static org.roaminghub.app.cli.vector.Shape.optional;
import static org.roaminghub.app.cli.vector.Shape.text;
import static org.roaminghub.app.cli.vector.Shape.time;
import static org.roaminghub.app.cli.vector.Shape.word;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;

/** Tariffs and charging periods in the shape of OCPI, of any version: without {@code tax_included} prices are without taxes. */
final class TariffShape {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    private TariffShape() {}

    static Tariff tariff(JsonNode json) {
        String currency = text(json, "currency");
        return new Tariff(
                null,
                PartyId.of(
                        Objects.requireNonNullElse(optional(json, "country_code"), "XX"),
                        Objects.requireNonNullElse(optional(json, "party_id"), "XXX")),
                text(json, "id"),
                List.of(),
                currency,
                optional(json, "type") == null ? null : kind(json),
                Tariff.Selection.PER_DIMENSION,
                taxIncluded(Objects.requireNonNullElse(optional(json, "tax_included"), "NO")),
                limit(json.path("min_price"), currency),
                limit(json.path("max_price"), currency),
                null,
                valid(json),
                list(json, "elements").map(TariffShape::element).toList(),
                List.of(),
                null,
                Instant.EPOCH);
    }

    private static Tariff.Kind kind(JsonNode json) {
        return text(json, "type").equals("AD_HOC_PAYMENT") ? Tariff.Kind.AD_HOC : word(Tariff.Kind.class, json, "type");
    }

    private static Tariff.TaxIncluded taxIncluded(String word) {
        return switch (word) {
            case "YES" -> Tariff.TaxIncluded.YES;
            case "NO" -> Tariff.TaxIncluded.NO;
            case "N/A" -> Tariff.TaxIncluded.NA;
            default -> throw new IllegalArgumentException("tax_included can't be " + word);
        };
    }

    /** Of 2.3.0, of 2.2.1, or a number alone. */
    private static @Nullable Price limit(JsonNode json, String currency) {
        if (json.isNumber()) {
            return new Price(new Money(json.decimalValue(), currency), List.of(), null);
        }
        Money before = money(json, optional(json, "before_taxes") == null ? "excl_vat" : "before_taxes", currency);
        Money after = money(json, optional(json, "after_taxes") == null ? "incl_vat" : "after_taxes", currency);
        return before == null && after == null ? null : new Price(before, List.of(), after);
    }

    private static @Nullable Money money(JsonNode json, String field, String currency) {
        return number(json, field, amount -> new Money(amount, currency));
    }

    private static @Nullable Interval valid(JsonNode json) {
        boolean starts = optional(json, "start_date_time") != null;
        boolean ends = optional(json, "end_date_time") != null;
        return starts || ends
                ? new Interval(
                        starts ? time(json, "start_date_time") : Instant.EPOCH,
                        ends ? time(json, "end_date_time") : null)
                : null;
    }

    private static Tariff.Element element(JsonNode json) {
        return new Tariff.Element(
                list(json, "price_components")
                        .map(c -> new Tariff.Component(
                                word(Tariff.Dimension.class, c, "type"),
                                number(c, "price"),
                                number(c, "vat", Function.identity()),
                                number(c, "step_size")))
                        .toList(),
                json.path("restrictions").isObject() ? restriction(json.get("restrictions")) : null);
    }

    private static Tariff.Restriction restriction(JsonNode r) {
        return new Tariff.Restriction(
                optional(r, "start_time"),
                optional(r, "end_time"),
                optional(r, "start_date"),
                optional(r, "end_date"),
                number(r, "min_kwh", Energy::ofKilowattHours),
                number(r, "max_kwh", Energy::ofKilowattHours),
                number(r, "min_current", Function.identity()),
                number(r, "max_current", Function.identity()),
                number(r, "min_power", Power::ofKilowatts),
                number(r, "max_power", Power::ofKilowatts),
                number(r, "min_duration", Span::new),
                number(r, "max_duration", Span::new),
                list(r, "day_of_week")
                        .map(d -> DayOfWeek.valueOf(d.asString()).getValue())
                        .toList(),
                List.of(),
                null,
                optional(r, "reservation") == null ? null : reservation(text(r, "reservation")));
    }

    private static Tariff.Reservation reservation(String word) {
        return switch (word) {
            case "RESERVATION" -> Tariff.Reservation.RESERVATION;
            case "RESERVATION_EXPIRES" -> Tariff.Reservation.EXPIRES;
            default -> throw new IllegalArgumentException("reservation can't be " + word);
        };
    }

    static ChargingPeriod period(JsonNode json) {
        return new ChargingPeriod(
                time(json, "start_date_time"),
                optional(json, "tariff_id"),
                list(json, "dimensions")
                        .map(d -> {
                            ChargingPeriod.Type type = word(ChargingPeriod.Type.class, d, "type");
                            return new ChargingPeriod.Dimension(
                                    type, number(d, "volume").multiply(unit(type)));
                        })
                        .toList(),
                false);
    }

    private static BigDecimal unit(ChargingPeriod.Type type) {
        return switch (type) {
            case ENERGY, ENERGY_IMPORT, ENERGY_EXPORT, MIN_POWER, MAX_POWER, POWER -> THOUSAND;
            case TIME, PARKING_TIME, RESERVATION_TIME -> SECONDS_AN_HOUR;
            case FLAT, MIN_CURRENT, MAX_CURRENT, CURRENT, STATE_OF_CHARGE -> BigDecimal.ONE;
        };
    }
}
