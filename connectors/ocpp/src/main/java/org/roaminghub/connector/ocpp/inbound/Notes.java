package org.roaminghub.connector.ocpp.inbound;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Settings;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v2.Provisioning.NotifyReportRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** What both generations do alike: boots, and what is only written down. */
final class Notes {

    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private static final int HEARTBEAT_S = 300;
    /** A station that is not approved asks again after so long. */
    private static final int RETRY_S = 30;

    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Clock clock;

    /** What came of a boot. */
    record Booted(boolean accepted, WireTime now, int intervalS) {}

    Notes(Supplier<Stations> stations, Supplier<StationRecords> records, Clock clock) {
        this.stations = stations;
        this.records = records;
        this.clock = clock;
    }

    /** Null: its certificate is another station's; it is recorded and closed. {@code other}: a second serial number of 1.6. */
    @Nullable
    Booted boot(Speaker line, Stations.Boot boot, @Nullable String other, Original original) {
        Stations.Boot meant = boot;
        if (line.serial != null) {
            if (!line.serial.equals(boot.serial()) && !line.serial.equals(other)) {
                stations.get()
                        .securityReported(
                                line.station.station(), "InvalidChargingStationCertificate", clock.now(), original);
                LOG.warn("ocpp=closed station={} why=other_serial", line.station.station());
                line.turnAway();
                return null;
            }
            meant = new Stations.Boot(
                    boot.vendor(), boot.model(), line.serial, boot.firmware(), boot.reason(), boot.version());
        }
        boolean accepted = stations.get().booted(line.station.station(), meant, original);
        line.accept(accepted);
        return new Booted(accepted, now(), accepted ? HEARTBEAT_S : RETRY_S);
    }

    ObjectNode security(StationId station, String type, WireTime at, Original original) {
        stations.get().securityReported(station, type, WireTime.read(at, clock.now()), original);
        return Json.object();
    }

    /** What was asked for under a request id and comes in parts. The last one says that none follows by saying nothing. */
    ObjectNode part(StationId station, String action, Message.Part part, Original original) {
        BigInteger requestId = part.requestId();
        if (requestId != null) {
            records.get()
                    .part(
                            station,
                            action,
                            requestId.toString(),
                            part.seqNo(),
                            !Boolean.TRUE.equals(part.tbc()),
                            part instanceof NotifyReportRequest report ? Settings.report(report) : List.of());
        }
        return job(station, action, part, original);
    }

    ObjectNode job(StationId station, String action, Message said, Original original) {
        stations.get()
                .progressed(
                        station,
                        action,
                        said instanceof Message.Requested asked && asked.requestId() != null
                                ? asked.requestId().toString()
                                : null,
                        said instanceof Message.Progressing going ? Values.word(going.status()) : null,
                        original);
        return Json.object();
    }

    WireTime now() {
        return WireTime.of(clock.now());
    }
}
