package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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

/** Reads tariffs and sessions in the shape of OCPI 2.3.0; as much of them as the vectors use. */
final class TariffShape {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    private TariffShape() {}

    static RatingInput input(JsonNode vector) {
        JsonNode session = vector.get("session");
        return new RatingInput(
                list(vector, "tariffs").map(TariffShape::tariff).toList(),
                list(session, "charging_periods").map(TariffShape::period).toList(),
                time(session, "start_date_time"),
                time(session, "end_date_time"),
                ZoneId.of(text(vector, "time_zone")),
                session.path("reservation_expired").asBoolean(false));
    }

    private static Tariff tariff(JsonNode json) {
        String currency = text(json, "currency");
        return new Tariff(
                null,
                PartyId.of(text(json, "country_code"), text(json, "party_id")),
                text(json, "id"),
                List.of(),
                currency,
                json.has("type") ? kind(text(json, "type")) : null,
                Tariff.Selection.PER_DIMENSION,
                text(json, "tax_included").equals("N/A")
                        ? Tariff.TaxIncluded.NA
                        : Tariff.TaxIncluded.valueOf(text(json, "tax_included")),
                limit(json, "min_price", currency),
                limit(json, "max_price", currency),
                null,
                json.has("end_date_time") ? new Interval(Instant.EPOCH, time(json, "end_date_time")) : null,
                list(json, "elements").map(TariffShape::element).toList(),
                List.of(),
                null,
                time(json, "last_updated"));
    }

    private static Tariff.Kind kind(String type) {
        return type.equals("AD_HOC_PAYMENT") ? Tariff.Kind.AD_HOC : Tariff.Kind.valueOf(type);
    }

    private static @Nullable Price limit(JsonNode json, String field, String currency) {
        JsonNode limit = json.path(field);
        return limit.isMissingNode()
                ? null
                : new Price(money(limit, "before_taxes", currency), List.of(), money(limit, "after_taxes", currency));
    }

    private static @Nullable Money money(JsonNode json, String field, String currency) {
        return json.has(field) ? new Money(json.get(field).decimalValue(), currency) : null;
    }

    private static Tariff.Element element(JsonNode json) {
        return new Tariff.Element(
                list(json, "price_components")
                        .map(c -> new Tariff.Component(
                                Tariff.Dimension.valueOf(text(c, "type")),
                                c.get("price").decimalValue(),
                                c.has("vat") ? c.get("vat").decimalValue() : null,
                                c.get("step_size").decimalValue()))
                        .toList(),
                json.has("restrictions") ? restriction(json.get("restrictions")) : null);
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
                r.has("reservation")
                        ? text(r, "reservation").equals("RESERVATION")
                                ? Tariff.Reservation.RESERVATION
                                : Tariff.Reservation.EXPIRES
                        : null);
    }

    private static <T> @Nullable T number(JsonNode json, String field, Function<BigDecimal, T> make) {
        return json.has(field) ? make.apply(json.get(field).decimalValue()) : null;
    }

    private static ChargingPeriod period(JsonNode json) {
        return new ChargingPeriod(
                time(json, "start_date_time"),
                optional(json, "tariff_id"),
                list(json, "dimensions")
                        .map(d -> {
                            ChargingPeriod.Type type = ChargingPeriod.Type.valueOf(text(d, "type"));
                            return new ChargingPeriod.Dimension(
                                    type, d.get("volume").decimalValue().multiply(unit(type)));
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

    private static Stream<JsonNode> list(JsonNode json, String field) {
        return json.path(field).valueStream();
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(text(json, field));
    }

    private static String text(JsonNode json, String field) {
        return json.get(field).asString();
    }

    private static @Nullable String optional(JsonNode json, String field) {
        return json.has(field) ? text(json, field) : null;
    }
}
