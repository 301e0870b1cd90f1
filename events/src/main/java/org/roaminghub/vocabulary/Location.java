package org.roaminghub.vocabulary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where charging is possible, without its EVSEs. Country is ISO 3166-1 alpha-2, {@code fid} the owner's own id. One
 * that is not published is somebody's home: in events its address is sealed, and what else could lead there is left to the
 * original. {@code restricted}: only some tokens may see it, which the original names. {@code reportedAt} is the owner's
 * last_updated.
 */
public record Location(
        @Nullable LocationId location,
        PartyId owner,
        String fid,
        List<PartyId> audience,
        boolean publish,
        boolean restricted,
        @Nullable Address address,
        Personal<Address> sealedAddress,
        @Nullable String country,
        List<RelatedPoint> relatedPoints,
        List<LocalText> directions,
        @Nullable String parkingType,
        List<String> facilities,
        List<Image> images,
        @Nullable Business operator,
        @Nullable Business suboperator,
        @Nullable Business ownerDetails,
        @Nullable String helpPhone,
        @Nullable String timeZone,
        @Nullable Opening opening,
        @Nullable Boolean chargingWhenClosed,
        @Nullable EnergyMix energyMix,
        List<Parking> parkingPlaces,
        Instant reportedAt) {

    public Location {
        audience = audience == null ? List.of() : List.copyOf(audience);
        sealedAddress = Personal.orAbsent(sealedAddress);
        relatedPoints = relatedPoints == null ? List.of() : List.copyOf(relatedPoints);
        directions = directions == null ? List.of() : List.copyOf(directions);
        facilities = facilities == null ? List.of() : List.copyOf(facilities);
        images = images == null ? List.of() : List.copyOf(images);
        parkingPlaces = parkingPlaces == null ? List.of() : List.copyOf(parkingPlaces);
    }

    /** A point that belongs to the place, as an entrance. */
    public record RelatedPoint(
            Coordinates coordinates, @Nullable LocalText name) {}

    /** Whether everybody may know where it is. */
    public boolean isPublic() {
        return publish && !restricted;
    }

    /** The same as of another time, under the hub's id and for that audience. */
    public Location as(LocationId id, List<PartyId> forThem, Instant at) {
        return new Location(
                id,
                owner,
                fid,
                forThem,
                publish,
                restricted,
                address,
                sealedAddress,
                country,
                relatedPoints,
                directions,
                parkingType,
                facilities,
                images,
                operator,
                suboperator,
                ownerDetails,
                helpPhone,
                timeZone,
                opening,
                chargingWhenClosed,
                energyMix,
                parkingPlaces,
                at);
    }

    /** As events may tell it: of a home no address in clear and nothing that leads there. */
    public Location discreet() {
        if (isPublic()) {
            return this;
        }
        return new Location(
                location,
                owner,
                fid,
                audience,
                publish,
                restricted,
                null,
                address == null ? sealedAddress : Personal.of(address),
                country,
                List.of(),
                List.of(),
                parkingType,
                facilities,
                List.of(),
                operator,
                suboperator,
                ownerDetails,
                null,
                timeZone,
                opening,
                chargingWhenClosed,
                energyMix,
                List.of(),
                reportedAt);
    }
}
