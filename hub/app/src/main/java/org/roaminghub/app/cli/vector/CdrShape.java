package org.roaminghub.app.cli.vector;

import static org.roaminghub.app.cli.vector.Shape.list;
import static org.roaminghub.app.cli.vector.Shape.number;
import static org.roaminghub.app.cli.vector.Shape.object;
import static org.roaminghub.app.cli.vector.Shape.optional;
import static org.roaminghub.app.cli.vector.Shape.text;
import static org.roaminghub.app.cli.vector.Shape.time;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.CdrOrigin;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import tools.jackson.databind.JsonNode;

/** A CDR in the shape of OCPI 2.3.0, also one with faults: finding them is what it is read for. */
final class CdrShape {

    private static final Map<String, String> ALPHA_2 = java.util.Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(two -> Locale.of("", two).getISO3Country(), Function.identity()));

    private CdrShape() {}

    /** CDRs have no id of the hub yet. */
    static CdrId idOf(String fid) {
        return new CdrId(UUID.nameUUIDFromBytes(fid.getBytes(StandardCharsets.UTF_8)));
    }

    static ChargeDetailRecord cdr(JsonNode json) {
        JsonNode token = object(json, "cdr_token");
        PartyId emsp = PartyId.of(text(token, "country_code"), text(token, "party_id"));
        String currency = text(json, "currency");
        Function<String, @Nullable Price> price =
                field -> json.path(field).isMissingNode() ? null : price(json.get(field), currency);
        String reference = optional(json, "authorization_reference");
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
                reference == null ? Personal.absent() : Personal.of(AuthorizationReference.parse(reference)),
                Personal.of(new TokenSeen(
                        TokenUid.parse(text(token, "uid")), ContractId.parse(text(token, "contract_id")), null)),
                null,
                kind(text(token, "type")),
                emsp,
                Shape.word(AuthMethod.class, json, "auth_method"),
                place(object(json, "cdr_location")),
                time(json, "start_date_time"),
                time(json, "end_date_time"),
                null,
                null,
                currency,
                list(json, "tariffs").map(TariffShape::tariff).toList(),
                null,
                list(json, "charging_periods").map(TariffShape::period).toList(),
                List.of(),
                price.apply("total_cost"),
                Energy.ofKilowattHours(number(json, "total_energy")),
                Span.ofHours(number(json, "total_time")),
                number(json, "total_parking_time", Span::ofHours),
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
                        ? Objects.requireNonNullElse(optional(json, "credit_reference_id"), "")
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

    private static TokenKind kind(String type) {
        return switch (type) {
            case "RFID" -> TokenKind.RFID;
            case "APP_USER" -> TokenKind.APP;
            case "AD_HOC_USER" -> TokenKind.AD_HOC;
            case "EMAID" -> TokenKind.EMAID;
            default -> TokenKind.OTHER;
        };
    }

    private static Place place(JsonNode json) {
        String country = text(json, "country");
        return new Place(
                null,
                text(json, "id"),
                null,
                text(json, "evse_uid"),
                EvseId.find(text(json, "evse_id")).orElse(null),
                Place.EvseBasis.REPORTED,
                text(json, "connector_id"),
                text(json, "connector_standard"),
                text(json, "connector_format"),
                text(json, "connector_power_type"),
                null,
                ALPHA_2.getOrDefault(country, country),
                null,
                null,
                Personal.absent());
    }

    private static Price price(JsonNode json, String currency) {
        if (json.isNumber()) {
            return new Price(new Money(json.decimalValue(), currency), List.of(), null);
        }
        if (optional(json, "before_taxes") == null) {
            return Price.ofVat(
                    new Money(number(json, "excl_vat"), currency),
                    number(json, "incl_vat", amount -> new Money(amount, currency)));
        }
        List<Price.Tax> taxes = list(json, "taxes")
                .map(t -> new Price.Tax(
                        text(t, "name"), null, number(t, "percentage", Function.identity()), number(t, "amount")))
                .toList();
        return new Price(new Money(number(json, "before_taxes"), currency), taxes, null);
    }
}
