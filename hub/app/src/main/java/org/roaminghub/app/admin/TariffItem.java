package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;

/** An OCPI 2.3.0 Tariff with the hub's id and state. {@code audience}: it was passed on to that party alone. */
@ApiJson
record TariffItem(
        String hubId,
        String countryCode,
        String partyId,
        String id,
        String currency,
        @Nullable String type,
        @Nullable List<OcpiObjects.DisplayText> tariffAltText,
        @Nullable String tariffAltUrl,
        OcpiObjects.@Nullable PriceLimit minPrice,
        OcpiObjects.@Nullable PriceLimit maxPrice,
        List<OcpiObjects.TariffElement> elements,
        String taxIncluded,
        @Nullable Instant startDateTime,
        @Nullable Instant endDateTime,
        Instant lastUpdated,
        String status,
        @Nullable List<String> audience) {

    static TariffItem of(String hubId, Tariff tariff, String status) {
        OcpiObjects.Tariff shown = TariffMapping.tariff(tariff);
        return new TariffItem(
                hubId,
                shown.countryCode(),
                shown.partyId(),
                shown.id(),
                shown.currency(),
                shown.type(),
                shown.tariffAltText(),
                shown.tariffAltUrl(),
                shown.minPrice(),
                shown.maxPrice(),
                shown.elements(),
                shown.taxIncluded(),
                shown.startDateTime(),
                shown.endDateTime(),
                shown.lastUpdated(),
                status,
                tariff.audience().isEmpty()
                        ? null
                        : tariff.audience().stream().map(PartyId::value).toList());
    }
}
