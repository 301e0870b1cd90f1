package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An OCPI 2.3.0 Location with the hub's ids. {@code audience}: it was passed on to that party alone. */
@ApiJson
record LocationItem(
        String hubId,
        String countryCode,
        String partyId,
        String id,
        boolean publish,
        @Nullable String name,
        @Nullable String address,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String state,
        @Nullable String country,
        OcpiObjects.@Nullable GeoLocation coordinates,
        @Nullable List<RelatedLocation> relatedLocations,
        @Nullable String parkingType,
        @Nullable List<EvseItem> evses,
        @Nullable List<ParkingPlace> parkingPlaces,
        @Nullable List<OcpiObjects.DisplayText> directions,
        @Nullable Business operator,
        @Nullable Business suboperator,
        @Nullable Business owner,
        @Nullable List<String> facilities,
        @Nullable String timeZone,
        @Nullable OpeningTimes openingTimes,
        @Nullable Boolean chargingWhenClosed,
        @Nullable List<Picture> images,
        @Nullable EnergyMix energyMix,
        @Nullable String helpPhone,
        Instant lastUpdated,
        String status,
        @Nullable List<String> audience,
        @Nullable Boolean erased) {

    @ApiJson
    record EvseItem(
            String hubId,
            String uid,
            @Nullable String evseId,
            String status,
            @Nullable List<PlannedStatus> statusSchedule,
            @Nullable List<String> capabilities,
            List<ConnectorItem> connectors,
            @Nullable String floorLevel,
            OcpiObjects.@Nullable GeoLocation coordinates,
            @Nullable String physicalReference,
            @Nullable List<OcpiObjects.DisplayText> directions,
            @Nullable List<String> parkingRestrictions,
            @Nullable List<EvseParking> parking,
            @Nullable List<Picture> images,
            @Nullable List<String> acceptedServiceProviders,
            Instant lastUpdated) {}

    @ApiJson
    record ConnectorItem(
            String id,
            String standard,
            String format,
            String powerType,
            int maxVoltage,
            int maxAmperage,
            @Nullable BigDecimal maxElectricPower,
            @Nullable List<String> tariffIds,
            @Nullable String termsAndConditions,
            @Nullable List<String> capabilities,
            Instant lastUpdated) {}

    @ApiJson
    record PlannedStatus(Instant periodBegin, @Nullable Instant periodEnd, String status) {}

    @ApiJson
    record EvseParking(String parkingId, @Nullable String evsePosition) {}

    @ApiJson
    record RelatedLocation(String latitude, String longitude, OcpiObjects.@Nullable DisplayText name) {}

    @ApiJson
    record Business(
            String name, @Nullable String website, @Nullable Picture logo) {}

    @ApiJson
    record Picture(
            String url,
            @Nullable String thumbnail,
            String category,
            String type,
            @Nullable Integer width,
            @Nullable Integer height) {}

    @ApiJson
    record OpeningTimes(
            boolean twentyfourseven,
            @Nullable List<Hours> regularHours,
            @Nullable List<Period> exceptionalOpenings,
            @Nullable List<Period> exceptionalClosings) {}

    @ApiJson
    record Hours(int weekday, String periodBegin, String periodEnd) {}

    @ApiJson
    record Period(Instant periodBegin, @Nullable Instant periodEnd) {}

    @ApiJson
    record EnergyMix(
            boolean isGreenEnergy,
            @Nullable List<EnergySource> energySources,
            @Nullable List<EnvironImpact> environImpact,
            @Nullable String supplierName,
            @Nullable String energyProductName) {}

    @ApiJson
    record EnergySource(String source, BigDecimal percentage) {}

    @ApiJson
    record EnvironImpact(String category, BigDecimal amount) {}

    @ApiJson
    record ParkingPlace(
            String id,
            @Nullable String physicalReference,
            @Nullable List<String> vehicleTypes,
            @Nullable BigDecimal maxVehicleWeight,
            @Nullable BigDecimal maxVehicleHeight,
            @Nullable BigDecimal maxVehicleLength,
            @Nullable BigDecimal maxVehicleWidth,
            @Nullable BigDecimal parkingSpaceLength,
            @Nullable BigDecimal parkingSpaceWidth,
            @Nullable Boolean dangerousGoodsAllowed,
            @Nullable String direction,
            @Nullable Boolean driveThrough,
            boolean restrictedToType,
            boolean reservationRequired,
            @Nullable BigDecimal timeLimit,
            @Nullable Boolean roofed,
            @Nullable List<Picture> images,
            @Nullable Boolean lighting,
            @Nullable Boolean refrigerationOutlet,
            @Nullable List<String> standards,
            @Nullable String apdsReference) {}
}
