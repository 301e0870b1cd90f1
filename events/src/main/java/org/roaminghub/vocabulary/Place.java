package org.roaminghub.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * Where charging happens: a snapshot as at session start. Ids are the partner's where they end in Fid. Address is in
 * clear for a published place and sealed for a home. Country is ISO 3166-1 alpha-2; maxPowerW in watts.
 */
public record Place(
        @Nullable LocationId location,
        @Nullable String locationFid,
        @Nullable EvseKey evse,
        @Nullable String evseFid,
        @Nullable EvseId evseId,
        EvseBasis evseBasis,
        @Nullable String connectorFid,
        @Nullable String standard,
        @Nullable String format,
        @Nullable String powerType,
        @Nullable Power maxPowerW,
        @Nullable String country,
        @Nullable String timeZone,
        @Nullable Address address,
        Personal<Address> sealedAddress) {

    /** Whether the partner named the EVSE or the hub inferred it. */
    public enum EvseBasis {
        REPORTED,
        DERIVED
    }

    public Place {
        sealedAddress = Personal.orAbsent(sealedAddress);
    }

    /** A place known by the partner's own ids only. */
    public static Place named(
            @Nullable String locationFid,
            @Nullable String evseFid,
            @Nullable String connectorFid,
            @Nullable String country) {
        return new Place(
                null,
                locationFid,
                null,
                evseFid,
                null,
                EvseBasis.REPORTED,
                connectorFid,
                null,
                null,
                null,
                null,
                country,
                null,
                null,
                Personal.absent());
    }
}
