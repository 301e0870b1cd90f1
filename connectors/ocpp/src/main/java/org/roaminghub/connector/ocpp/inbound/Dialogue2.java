package org.roaminghub.connector.ocpp.inbound;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.DynamicSchedules;
import org.roaminghub.connector.ocpp.mapping.Reading2;
import org.roaminghub.connector.ocpp.mapping.Streams;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.AuthorizeRequest;
import org.roaminghub.connector.ocpp.message.v2.Availability.StatusNotificationRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.SecurityEventNotificationRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.SignCertificateRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.SignCertificateResponse;
import org.roaminghub.connector.ocpp.message.v2.DataTransfers.DataTransferRequest;
import org.roaminghub.connector.ocpp.message.v2.DataTransfers.DataTransferResponse;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.NotifyEventRequest;
import org.roaminghub.connector.ocpp.message.v2.Diagnostics.NotifyMonitoringReportRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.BootNotificationRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.BootNotificationResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.HeartbeatRequest;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.HeartbeatResponse;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.RegistrationStatus;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.PullDynamicScheduleUpdateRequest;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.PullDynamicScheduleUpdateResponse;
import org.roaminghub.connector.ocpp.message.v2.Streams.ClosePeriodicEventStreamRequest;
import org.roaminghub.connector.ocpp.message.v2.Streams.OpenPeriodicEventStreamRequest;
import org.roaminghub.connector.ocpp.message.v2.Streams.OpenPeriodicEventStreamResponse;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.VatNumberValidationRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.VatNumberValidationResponse;
import org.roaminghub.connector.ocpp.message.v2.Transactions.MeterValuesRequest;
import org.roaminghub.connector.ocpp.message.v2.Transactions.TransactionEventRequest;
import org.roaminghub.connector.ocpp.message.v2.VehicleNeeds.NotifyEVChargingNeedsRequest;
import org.roaminghub.connector.ocpp.message.v2.VehicleNeeds.NotifyEVChargingNeedsResponse;
import org.roaminghub.connector.ocpp.message.v2.VehicleNeeds.NotifyEVChargingScheduleRequest;
import org.roaminghub.connector.ocpp.message.v2.VehicleNeeds.NotifyEVChargingScheduleResponse;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stations of 2.0.1 and 2.1 are answered. */
final class Dialogue2 {

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue2.class);

    private static final String REJECTED = "Rejected";

    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Signing signing;
    private final Notes notes;
    private final Clock clock;

    Dialogue2(
            Supplier<Stations> stations, Supplier<StationRecords> records, Signing signing, Notes notes, Clock clock) {
        this.stations = stations;
        this.records = records;
        this.signing = signing;
        this.notes = notes;
        this.clock = clock;
    }

    /** Null for a station that was turned away. */
    @Nullable
    ObjectNode answer(Speaker line, String action, Message said, Original original) {
        StationId station = line.station.station();
        return switch (said) {
            case HeartbeatRequest p -> write(line, new HeartbeatResponse(notes.now()));
            case BootNotificationRequest p -> boot(line, p, original);
            case StatusNotificationRequest p -> {
                stations.get()
                        .status(
                                station,
                                p.evseId(),
                                p.connectorId() == null ? 1 : p.connectorId(),
                                Reading2.status(p.connectorStatus()),
                                WireTime.read(p.timestamp(), clock.now()),
                                original);
                yield Json.object();
            }
            case NotifyEventRequest p -> {
                for (Reading2.Availability news : Reading2.availabilities(p, clock.now())) {
                    stations.get().status(station, news.evse(), news.connector(), news.status(), news.at(), original);
                }
                yield Reading2.isAllAvailability(p) ? Json.object() : notes.job(station, action, p, original);
            }
            case AuthorizeRequest p ->
                write(
                        line,
                        Answers.authorized(stations.get().authorize(station, Reading2.token(p.idToken()), null), null));
            case TransactionEventRequest p -> transaction(line, p, original);
            case MeterValuesRequest p -> {
                stations.get().readings(station, p.evseId(), null, Reading2.readings(p.meterValue(), clock.now()));
                yield Json.object();
            }
            case SecurityEventNotificationRequest p -> notes.security(station, p.type(), p.timestamp(), original);
            case SignCertificateRequest p ->
                write(
                        line,
                        new SignCertificateResponse(
                                signing.answer(line, p.csr(), p.certificateType(), p.requestId(), original, false),
                                null));
            case PullDynamicScheduleUpdateRequest p -> pull(station, action, p, original);
            case OpenPeriodicEventStreamRequest p -> {
                Streams.opened(records.get().streams(), station, p.constantStreamData());
                yield noted(line, action, p, original, new OpenPeriodicEventStreamResponse("Accepted", null));
            }
            case ClosePeriodicEventStreamRequest p -> {
                if (p.id() != null) {
                    records.get().streams().closed(station, p.id());
                }
                yield notes.job(station, action, p, original);
            }
            case NotifyMonitoringReportRequest p -> {
                Streams.reported(records.get().streams(), station, p);
                yield notes.part(station, action, p, original);
            }
            case DataTransferRequest p ->
                noted(line, action, p, original, new DataTransferResponse("UnknownVendorId", null, null));
            case NotifyEVChargingNeedsRequest p ->
                noted(line, action, p, original, new NotifyEVChargingNeedsResponse(REJECTED, null));
            case NotifyEVChargingScheduleRequest p ->
                noted(line, action, p, original, new NotifyEVChargingScheduleResponse(REJECTED, null));
            case VatNumberValidationRequest p ->
                noted(
                        line,
                        action,
                        p,
                        original,
                        new VatNumberValidationResponse(
                                REJECTED, p.vatNumber() == null ? "" : p.vatNumber(), null, null, null));
            case Message.Part p -> notes.part(station, action, p, original);
            default -> notes.job(station, action, said, original);
        };
    }

    private static ObjectNode write(Speaker line, Message answer) {
        return Messages.write(answer, line.version);
    }

    private ObjectNode noted(Speaker line, String action, Message said, Original original, Message answer) {
        notes.job(line.station.station(), action, said, original);
        return write(line, answer);
    }

    private @Nullable ObjectNode boot(Speaker line, BootNotificationRequest p, Original original) {
        Notes.Booted booted = notes.boot(line, Reading2.boot(p, line.version), null, original);
        return booted == null
                ? null
                : write(
                        line,
                        new BootNotificationResponse(
                                booted.accepted() ? RegistrationStatus.Accepted : RegistrationStatus.Pending,
                                booted.now(),
                                booted.intervalS(),
                                null));
    }

    private ObjectNode transaction(Speaker line, TransactionEventRequest p, Original original) {
        Part part = Reading2.part(p, clock.now());
        TokenAnswer token = stations.get().told(line.station.station(), part, original);
        return write(line, Answers.transaction(token, cost(line, part)));
    }

    /** Answered ones may come every minute, and tell nothing: they are not recorded. */
    private ObjectNode pull(StationId station, String action, PullDynamicScheduleUpdateRequest p, Original original) {
        return records.get()
                .findProfile(station, p.chargingProfileId() == null ? -1 : p.chargingProfileId())
                .flatMap(profile -> DynamicSchedules.limitNow(profile, clock.now()))
                .map(DynamicSchedules::pulled)
                .orElseGet(() -> {
                    notes.job(station, action, p, original);
                    return Messages.write(new PullDynamicScheduleUpdateResponse(REJECTED, null, null), Version.V2_1);
                });
    }

    /** The transaction is on disk: without a cost it is answered all the same. */
    private @Nullable Money cost(Speaker line, Part part) {
        boolean running = part.kind() == Part.Kind.UPDATED;
        if (part.kind() == Part.Kind.STARTED || (running && line.version != Version.V2_1)) {
            return null;
        }
        try {
            return records.get()
                    .findShownCost(line.station.station(), part.transaction(), running)
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn(
                    "ocpp=no_cost station={} problem={}",
                    line.station.station(),
                    e.getClass().getName());
            return null;
        }
    }
}
