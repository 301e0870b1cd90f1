package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.roaminghub.connector.ocpi.wire.Connector;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.EVSEParking;
import org.roaminghub.connector.ocpi.wire.StatusSchedule;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Power;

/** EVSE, Connector and Status (OCPI 2.3.0 ch. 8; model.md §2.3). */
public final class EvseMapping {

    private EvseMapping() {}

    // --- to the hub's words -----------------------------------------------------------------------------------------

    public static Evse evse(EVSE wire, PartyId owner) {
        return new Evse(
                null,
                null,
                owner,
                wire.uid(),
                wire.evse_id() == null ? null : EvseId.find(wire.evse_id()).orElse(null),
                wire.capabilities(),
                List.of(),
                wire.parking_restrictions(),
                wire.floor_level(),
                LocationMapping.coordinates(wire.coordinates()),
                wire.physical_reference(),
                LocationMapping.texts(wire.directions()),
                wire.parking().stream()
                        .map(p -> new Evse.ParkingUse(p.parking_id(), p.evse_position()))
                        .toList(),
                LocationMapping.images(wire.images()),
                null,
                wire.accepted_service_providers(),
                wire.status_schedule().stream()
                        .map(s -> new Evse.Planned(s.period_begin(), s.period_end(), status(s.status())))
                        .toList(),
                wire.connectors().stream().map(EvseMapping::connector).toList(),
                wire.last_updated());
    }

    private static Evse.Connector connector(Connector wire) {
        return new Evse.Connector(
                wire.id(),
                wire.standard(),
                wire.format(),
                wire.power_type(),
                wire.max_voltage(),
                wire.max_amperage(),
                wire.max_electric_power() == null ? null : new Power(BigDecimal.valueOf(wire.max_electric_power())),
                wire.tariff_ids(),
                wire.terms_and_conditions(),
                wire.capabilities(),
                wire.last_updated());
    }

    public static EvseStatus status(String wire) {
        return wire.equals("OUTOFORDER") ? EvseStatus.OUT_OF_ORDER : EvseStatus.valueOf(wire);
    }

    // --- to OCPI's words --------------------------------------------------------------------------------------------

    public static String status(EvseStatus status) {
        return switch (status) {
            case AVAILABLE, CHARGING, BLOCKED, RESERVED, INOPERATIVE, PLANNED, REMOVED, UNKNOWN -> status.name();
            case RESERVED_LATER -> "AVAILABLE";
            case OCCUPIED -> "CHARGING";
            case OUT_OF_ORDER -> "OUTOFORDER";
        };
    }

    public static EVSE toWire(Evse e, EvseStatus status, Instant updatedAt) {
        return new EVSE(
                e.evseFid(),
                e.evseId() == null ? null : e.evseId().value(),
                status(status),
                e.schedule().stream()
                        .map(s -> new StatusSchedule(
                                WireTime.forWire(s.from()), SessionMapping.forWire(s.to()), status(s.status())))
                        .toList(),
                e.capabilities(),
                e.connectors().stream().map(EvseMapping::toWire).toList(),
                e.floor(),
                e.coordinates() == null ? null : LocationMapping.toWire(e.coordinates()),
                e.physicalReference(),
                LocationMapping.textsToWire(e.directions()),
                e.restrictions(),
                e.parking().stream()
                        .map(p -> new EVSEParking(p.parkingFid(), p.position()))
                        .toList(),
                LocationMapping.imagesToWire(e.images()),
                e.acceptedEmsps(),
                WireTime.forWire(updatedAt));
    }

    private static Connector toWire(Evse.Connector c) {
        return new Connector(
                c.fid(),
                c.standard(),
                c.format(),
                c.powerType(),
                c.maxVoltageV(),
                c.maxCurrentA(),
                c.maxPowerW() == null
                        ? null
                        : c.maxPowerW().value().setScale(0, RoundingMode.DOWN).intValue(),
                c.tariffs(),
                c.termsUrl(),
                c.capabilities(),
                WireTime.forWire(c.reportedAt()));
    }
}
