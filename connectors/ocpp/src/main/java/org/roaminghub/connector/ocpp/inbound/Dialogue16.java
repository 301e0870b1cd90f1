package org.roaminghub.connector.ocpp.inbound;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.Reading16;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.message.Decoded;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core.AuthorizeRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.AuthorizeResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.BootNotificationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.BootNotificationResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.HeartbeatRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.HeartbeatResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.MeterValuesRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.RegistrationStatus;
import org.roaminghub.connector.ocpp.message.v16.Core.StartTransactionRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.StartTransactionResponse;
import org.roaminghub.connector.ocpp.message.v16.Core.StatusNotificationRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.StopTransactionRequest;
import org.roaminghub.connector.ocpp.message.v16.Security.SecurityEventNotificationRequest;
import org.roaminghub.connector.ocpp.message.v16.Security.SignCertificateRequest;
import org.roaminghub.connector.ocpp.message.v16.Security.SignCertificateResponse;
import org.roaminghub.connector.ocpp.message.v2.Certificates;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.StationId;
import tools.jackson.databind.node.ObjectNode;

/** What stations of 1.5 and 1.6 are answered. */
final class Dialogue16 {

    private final Supplier<Stations> stations;
    private final Supplier<Heard> heard;
    private final Signing signing;
    private final Notes notes;
    private final Clock clock;

    Dialogue16(Supplier<Stations> stations, Supplier<Heard> heard, Signing signing, Notes notes, Clock clock) {
        this.stations = stations;
        this.heard = heard;
        this.signing = signing;
        this.notes = notes;
        this.clock = clock;
    }

    /** Null for a station that was turned away. */
    @Nullable
    ObjectNode answer(Speaker line, String action, Message said, Original original) {
        StationId station = line.station.station();
        return switch (said) {
            case HeartbeatRequest p -> write(new HeartbeatResponse(notes.now()));
            case BootNotificationRequest p -> boot(line, p, original);
            case StatusNotificationRequest p -> {
                stations.get()
                        .status(
                                station,
                                p.connectorId(),
                                1,
                                Reading16.status(p.status()),
                                WireTime.read(p.timestamp(), clock.now()),
                                original);
                yield Json.object();
            }
            case AuthorizeRequest p -> write(authorize(line, p.idTag()));
            case StartTransactionRequest p -> {
                Stations.Started started = stations.get().started(station, Reading16.start(p, clock.now()), original);
                yield write(new StartTransactionResponse(Answers.idTagInfo(started.answer()), started.number()));
            }
            case MeterValuesRequest p -> {
                stations.get()
                        .readings(
                                station,
                                p.connectorId(),
                                p.transactionId() == null
                                        ? null
                                        : p.transactionId().toString(),
                                Reading16.readings(p.meterValue(), clock.now()));
                yield Json.object();
            }
            case StopTransactionRequest p -> {
                stations.get().stopped(station, Reading16.stop(p, clock.now()), original);
                yield Json.object();
            }
            case DataTransferRequest p -> write(transfer(line, action, p, original));
            case SignCertificateRequest p ->
                write(new SignCertificateResponse(signing.answer(line, p.csr(), null, null, original, false)));
            case SecurityEventNotificationRequest p -> notes.security(station, p.type(), p.timestamp(), original);
            default -> notes.job(station, action, said, original);
        };
    }

    private AuthorizeResponse authorize(Speaker line, String tag) {
        TokenAnswer token = stations.get().authorize(line.station.station(), Reading16.token(tag), null);
        DriverTariff tariff = token.tariff();
        if (tariff != null) {
            line.afterwards(() -> heard.get().authorized(line.station, tag, tariff));
        }
        return new AuthorizeResponse(Answers.idTagInfo(token));
    }

    private @Nullable ObjectNode boot(Speaker line, BootNotificationRequest p, Original original) {
        Notes.Booted booted =
                notes.boot(line, Reading16.boot(p, line.version), Values.word(p.chargeBoxSerialNumber()), original);
        return booted == null
                ? null
                : write(new BootNotificationResponse(
                        booted.accepted() ? RegistrationStatus.Accepted : RegistrationStatus.Pending,
                        booted.now(),
                        booted.intervalS()));
    }

    /** What of Plug & Charge is not answered aside; nothing of other vendors is known. */
    private DataTransferResponse transfer(Speaker line, String action, DataTransferRequest p, Original original) {
        StationId station = line.station.station();
        if (!p.vendorId().equals(CertificateCalls.PNC)) {
            notes.job(station, action, p, original);
            return new DataTransferResponse("UnknownVendorId", null);
        }
        String inner = p.messageId() == null ? "" : p.messageId();
        if (!CertificateCalls.INSIDE.contains(inner)) {
            notes.job(station, action, p, original);
            return new DataTransferResponse("UnknownMessageId", null);
        }
        ObjectNode data = CertificateCalls.data(p.data()).orElse(null);
        return data != null
                        && inner.equals("SignCertificate")
                        && Messages.readCall(Version.V2_0_1, inner, data) instanceof Decoded.Read(Message message)
                        && message instanceof Certificates.SignCertificateRequest sign
                ? CertificateCalls.wrapped(Messages.write(
                        new Certificates.SignCertificateResponse(
                                signing.answer(
                                        line, sign.csr(), sign.certificateType(), sign.requestId(), original, true),
                                null),
                        Version.V2_0_1))
                : new DataTransferResponse("Rejected", null);
    }

    private static ObjectNode write(Message answer) {
        return Messages.write(answer, Version.V1_6);
    }
}
