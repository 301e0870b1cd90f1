package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of OCPI 2.3.0 objects that items of the admin API are made of; names and units are OCPI's (kWh, hours). */
final class OcpiObjects {

    private OcpiObjects() {}

    /** §10.4.2. {@code #NA} where a field is not known or erased. */
    @ApiJson
    record CdrToken(String countryCode, String partyId, String uid, String type, String contractId) {}

    /** §16.5. A price that is only known with its taxes has {@code after_taxes} instead. */
    @ApiJson
    record Price(
            @Nullable BigDecimal beforeTaxes,
            List<Tax> taxes,
            @Nullable BigDecimal afterTaxes) {}

    @ApiJson
    record Tax(
            String name,
            @Nullable String accountNumber,
            @Nullable BigDecimal percentage,
            BigDecimal amount) {}

    /** §10.4.6. */
    @ApiJson
    record ChargingPeriod(
            Instant startDateTime,
            List<Dimension> dimensions,
            @Nullable String tariffId) {}

    @ApiJson
    record Dimension(String type, BigDecimal volume) {}

    /** §10.4.5. */
    @ApiJson
    record CdrLocation(
            @Nullable String id,
            @Nullable String name,
            @Nullable String address,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String state,
            @Nullable String country,
            @Nullable GeoLocation coordinates,
            @Nullable String evseUid,
            @Nullable String evseId,
            @Nullable String connectorId,
            @Nullable String connectorStandard,
            @Nullable String connectorFormat,
            @Nullable String connectorPowerType) {}

    /** OCPI writes coordinates as strings. */
    @ApiJson
    record GeoLocation(String latitude, String longitude) {}

    /** §10.4.9. */
    @ApiJson
    record SignedData(
            String encodingMethod,
            @Nullable Integer encodingMethodVersion,
            @Nullable String publicKey,
            List<SignedValue> signedValues,
            @Nullable String url) {}

    @ApiJson
    record SignedValue(String nature, String plainData, String signedData) {}

    /** §12.4.1. */
    @ApiJson
    record EnergyContract(String supplierName, @Nullable String contractId) {}

    /** §11.3.1. */
    @ApiJson
    record Tariff(
            String countryCode,
            String partyId,
            String id,
            String currency,
            @Nullable String type,
            @Nullable List<DisplayText> tariffAltText,
            @Nullable String tariffAltUrl,
            @Nullable PriceLimit minPrice,
            @Nullable PriceLimit maxPrice,
            List<TariffElement> elements,
            String taxIncluded,
            @Nullable Instant startDateTime,
            @Nullable Instant endDateTime,
            Instant lastUpdated) {}

    @ApiJson
    record DisplayText(String language, String text) {}

    @ApiJson
    record PriceLimit(
            @Nullable BigDecimal beforeTaxes, @Nullable BigDecimal afterTaxes) {}

    @ApiJson
    record TariffElement(
            List<PriceComponent> priceComponents, @Nullable TariffRestrictions restrictions) {}

    @ApiJson
    record PriceComponent(
            String type, BigDecimal price, @Nullable BigDecimal vat, BigDecimal stepSize) {}

    @ApiJson
    record TariffRestrictions(
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable String startDate,
            @Nullable String endDate,
            @Nullable BigDecimal minKwh,
            @Nullable BigDecimal maxKwh,
            @Nullable BigDecimal minCurrent,
            @Nullable BigDecimal maxCurrent,
            @Nullable BigDecimal minPower,
            @Nullable BigDecimal maxPower,
            @Nullable BigDecimal minDuration,
            @Nullable BigDecimal maxDuration,
            @Nullable List<String> dayOfWeek,
            @Nullable String reservation) {}
}
