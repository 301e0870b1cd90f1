package org.roaminghub.settlement.validation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;

/** Reads a CDR in the shape of OCPI 2.3.0 as the neutral record; as much of it as the vectors use. */
final class OcpiShape {

    private static final Map<String, String> ALPHA_2 = Map.of("NLD", "NL", "DEU", "DE");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    private OcpiShape() {}

    static CdrId idOf(String fid) {
        return new CdrId(UUID.nameUUIDFromBytes(fid.getBytes(StandardCharsets.UTF_8)));
    }

    static ChargeDetailRecord cdr(JsonNode json) {
        JsonNode token = json.get("cdr_token");
        PartyId emsp = PartyId.of(text(token, "country_code"), text(token, "party_id"));
        String currency = text(json, "currency");
        Function<String, @Nullable Price> price = field -> json.has(field) ? price(json.get(field), currency) : null;
        return new ChargeDetailRecord(
                idOf(text(json, "id")),
                1,
                text(json, "id"),
                PartyId.of(text(json, "country_code"), text(json, "party_id")),
                emsp,
                null,
                null,
                optional(json, "session_id"),
                null,
                SessionMatch.ID,
                json.has("authorization_reference")
                        ? Personal.of(AuthorizationReference.parse(text(json, "authorization_reference")))
                        : Personal.absent(),
                Personal.of(new TokenSeen(
                        TokenUid.parse(text(token, "uid")), ContractId.parse(text(token, "contract_id")), null)),
                null,
                TokenKind.valueOf(text(token, "type")),
                emsp,
                AuthMethod.valueOf(text(json, "auth_method")),
                place(json.get("cdr_location")),
                time(json, "start_date_time"),
                time(json, "end_date_time"),
                null,
                null,
                currency,
                list(json, "tariffs").map(OcpiShape::tariff).toList(),
                null,
                list(json, "charging_periods").map(OcpiShape::period).toList(),
                List.of(),
                price.apply("total_cost"),
                Energy.ofKilowattHours(json.get("total_energy").decimalValue()),
                Span.ofHours(json.get("total_time").decimalValue()),
                json.has("total_parking_time")
                        ? Span.ofHours(json.get("total_parking_time").decimalValue())
                        : null,
                price.apply("total_fixed_cost"),
                price.apply("total_energy_cost"),
                price.apply("total_time_cost"),
                price.apply("total_parking_cost"),
                price.apply("total_reservation_cost"),
                null,
                null,
                null,
                Personal.absent(),
                Personal.absent(),
                null,
                json.path("credit").asBoolean(false)
                        ? json.path("credit_reference_id").asString("")
                        : null,
                null,
                json.has("home_charging_compensation")
                        ? json.get("home_charging_compensation").asBoolean()
                        : null,
                null,
                CdrOrigin.PARTNER,
                null,
                time(json, "last_updated"));
    }

    private static Place place(JsonNode json) {
        return new Place(
                null,
                text(json, "id"),
                null,
                text(json, "evse_uid"),
                EvseId.parse(text(json, "evse_id")),
                Place.EvseBasis.REPORTED,
                text(json, "connector_id"),
                text(json, "connector_standard"),
                text(json, "connector_format"),
                text(json, "connector_power_type"),
                null,
                ALPHA_2.get(text(json, "country")),
                null,
                null,
                Personal.absent());
    }

    private static Price price(JsonNode json, String currency) {
        List<Price.Tax> taxes = list(json, "taxes")
                .map(t -> new Price.Tax(
                        text(t, "name"),
                        null,
                        t.has("percentage") ? t.get("percentage").decimalValue() : null,
                        t.get("amount").decimalValue()))
                .toList();
        return new Price(new Money(json.get("before_taxes").decimalValue(), currency), taxes, null);
    }

    private static Tariff tariff(JsonNode json) {
        Interval valid = json.has("start_date_time")
                ? new Interval(
                        time(json, "start_date_time"), json.has("end_date_time") ? time(json, "end_date_time") : null)
                : null;
        return new Tariff(
                null,
                PartyId.of(text(json, "country_code"), text(json, "party_id")),
                text(json, "id"),
                List.of(),
                text(json, "currency"),
                null,
                Tariff.Selection.PER_DIMENSION,
                Tariff.TaxIncluded.valueOf(text(json, "tax_included")),
                null,
                null,
                null,
                valid,
                List.of(),
                List.of(),
                null,
                time(json, "last_updated"));
    }

    private static ChargingPeriod period(JsonNode json) {
        List<ChargingPeriod.Dimension> dimensions = list(json, "dimensions")
                .map(d -> {
                    ChargingPeriod.Type type = ChargingPeriod.Type.valueOf(text(d, "type"));
                    return new ChargingPeriod.Dimension(
                            type, d.get("volume").decimalValue().multiply(unit(type)));
                })
                .toList();
        return new ChargingPeriod(time(json, "start_date_time"), optional(json, "tariff_id"), dimensions, false);
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
