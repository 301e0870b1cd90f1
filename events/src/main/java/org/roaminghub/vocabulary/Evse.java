package org.roaminghub.vocabulary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place to charge one vehicle, without its status. {@code fid} is the owner's own id, {@code evseId} the public one.
 * Codes are open. {@code reportedAt} is the owner's last_updated.
 */
public record Evse(
        @Nullable EvseKey evse,
        @Nullable LocationId location,
        PartyId owner,
        String evseFid,
        @Nullable EvseId evseId,
        List<String> capabilities,
        List<String> authMethods,
        List<String> restrictions,
        @Nullable String floor,
        @Nullable Coordinates coordinates,
        @Nullable String physicalReference,
        List<LocalText> directions,
        List<ParkingUse> parking,
        List<Image> images,
        @Nullable Span maxReservationS,
        List<String> acceptedEmsps,
        List<Planned> schedule,
        List<Connector> connectors,
        Instant reportedAt) {

    public Evse {
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        authMethods = authMethods == null ? List.of() : List.copyOf(authMethods);
        restrictions = restrictions == null ? List.of() : List.copyOf(restrictions);
        directions = directions == null ? List.of() : List.copyOf(directions);
        parking = parking == null ? List.of() : List.copyOf(parking);
        images = images == null ? List.of() : List.copyOf(images);
        acceptedEmsps = acceptedEmsps == null ? List.of() : List.copyOf(acceptedEmsps);
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        connectors = connectors == null ? List.of() : List.copyOf(connectors);
    }

    /** A parking place of the location that this EVSE serves. */
    public record ParkingUse(String parkingFid, @Nullable String position) {}

    /** A status that is foreseen. */
    public record Planned(Instant from, @Nullable Instant to, EvseStatus status) {}

    /** A plug. Voltage in V, current in A, power in W; tariffs by the owner's own ids. */
    public record Connector(
            String fid,
            String standard,
            String format,
            String powerType,
            int maxVoltageV,
            int maxCurrentA,
            @Nullable Power maxPowerW,
            List<String> tariffs,
            @Nullable String termsUrl,
            List<String> capabilities,
            Instant reportedAt) {

        public Connector {
            tariffs = tariffs == null ? List.of() : List.copyOf(tariffs);
            capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        }

        Connector asOf(Instant at) {
            return new Connector(
                    fid,
                    standard,
                    format,
                    powerType,
                    maxVoltageV,
                    maxCurrentA,
                    maxPowerW,
                    tariffs,
                    termsUrl,
                    capabilities,
                    at);
        }
    }

    /** The same under the hub's ids. */
    public Evse as(EvseKey key, LocationId at, Instant reported) {
        return with(key, at, reported, coordinates, physicalReference, directions, images, connectors);
    }

    /** As events may tell it of a home: nothing that leads there. */
    public Evse discreet() {
        return with(evse, location, reportedAt, null, null, List.of(), List.of(), connectors);
    }

    /** Whether nothing but times differs; the hub's own ids don't count. */
    public boolean saysTheSameAs(Evse other) {
        return timeless().equals(other.timeless());
    }

    private Evse timeless() {
        return with(
                null,
                null,
                Instant.EPOCH,
                coordinates,
                physicalReference,
                directions,
                images,
                connectors.stream().map(c -> c.asOf(Instant.EPOCH)).toList());
    }

    private Evse with(
            @Nullable EvseKey key,
            @Nullable LocationId at,
            Instant reported,
            @Nullable Coordinates point,
            @Nullable String reference,
            List<LocalText> ways,
            List<Image> pictures,
            List<Connector> plugs) {
        return new Evse(
                key,
                at,
                owner,
                evseFid,
                evseId,
                capabilities,
                authMethods,
                restrictions,
                floor,
                point,
                reference,
                ways,
                parking,
                pictures,
                maxReservationS,
                acceptedEmsps,
                schedule,
                plugs,
                reported);
    }
}
