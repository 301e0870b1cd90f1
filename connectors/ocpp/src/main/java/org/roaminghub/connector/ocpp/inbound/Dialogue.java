package org.roaminghub.connector.ocpp.inbound;

import java.util.Set;
import java.util.function.Supplier;
import org.roaminghub.connector.ocpp.mapping.Streams;
import org.roaminghub.connector.ocpp.message.Decoded;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v2.Streams.NotifyPeriodicEventStreamRequest;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.StationStreams.Meter;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is done with a station's calls, and what it is answered. An answer goes out when what was said is durable. */
public final class Dialogue {

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    /** Answered with an error these are thrown away by the station in the end: no answer makes it come again. */
    private static final Set<String> MONEY =
            Set.of("StartTransaction", "StopTransaction", "MeterValues", "TransactionEvent");

    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Supplier<Heard> heard;
    private final CertificateCalls certificates;
    private final Dialogue16 first;
    private final Dialogue2 later;
    private final Clock clock;

    public Dialogue(
            Supplier<Stations> stations,
            Supplier<StationRecords> records,
            Supplier<Heard> heard,
            CertificateDesk desk,
            Clock clock,
            Ids ids) {
        this.stations = stations;
        this.records = records;
        this.heard = heard;
        this.certificates = new CertificateCalls(stations, desk, clock);
        Signing signing = new Signing(stations, desk, ids);
        Notes notes = new Notes(stations, records, clock);
        this.first = new Dialogue16(stations, heard, signing, notes, clock);
        this.later = new Dialogue2(stations, records, signing, notes, clock);
        this.clock = clock;
    }

    void answer(Speaker line, Frame.Call call) {
        Version version = line.version;
        if (!Actions.fromStation(version).contains(call.action())) {
            boolean wrongWay = Actions.toStation(version).contains(call.action());
            line.error(
                    call,
                    wrongWay ? ErrorCode.NOT_SUPPORTED : ErrorCode.NOT_IMPLEMENTED,
                    wrongWay ? "Only the central system sends this." : "There is no such action.");
            return;
        }
        if (line.mustBootFirst() && !line.isAccepted() && !call.action().equals("BootNotification")) {
            line.error(call, ErrorCode.SECURITY, "The station was not accepted yet.");
            return;
        }
        switch (Messages.readCall(version, call.action(), call.payload())) {
            case Decoded.Wrong(ErrorCode code, String why) -> line.error(call, code, why);
            case Decoded.Read(Message said) -> answer(line, call, said);
        }
    }

    private void answer(Speaker line, Frame.Call call, Message said) {
        var aside = certificates.find(line, said, call.payload(), line.original(call.text()));
        if (aside.isPresent()) {
            line.aside(call, aside.get());
            return;
        }
        ObjectNode result;
        try {
            Original original = line.original(call.text());
            result = line.version.isFirst()
                    ? first.answer(line, call.action(), said, original)
                    : later.answer(line, call.action(), said, original);
        } catch (RuntimeException e) {
            LOG.error(
                    "ocpp=not_taken station={} action={} problem={}",
                    line.station.station(),
                    call.action(),
                    e.getClass().getName());
            LOG.debug("ocpp=not_taken", e);
            if (!MONEY.contains(call.action())) {
                line.error(call, ErrorCode.INTERNAL, "The hub could not take it.");
            }
            return;
        }
        if (line.isClosed()) {
            return;
        }
        if (result == null) {
            line.error(call, ErrorCode.NOT_SUPPORTED, "The hub does not do this.");
        } else {
            line.result(call, result);
            heard.get().answered(line.station, line.version, said, line.original(call.text()));
        }
    }

    /** Never answered. Values of meters are readings as any others; what else is streamed is recorded as it comes. */
    void take(Speaker line, Frame.Send send) {
        if (!line.isAccepted() || !Actions.fromStation(line.version).contains(send.action())) {
            return;
        }
        StationId station = line.station.station();
        NotifyPeriodicEventStreamRequest notice =
                Messages.taken(NotifyPeriodicEventStreamRequest.class, send.payload());
        Meter meter = notice.id() == null
                ? null
                : records.get().streams().find(station, notice.id()).orElse(null);
        if (meter == null) {
            stations.get().progressed(station, send.action(), null, null, line.original(send.text()));
        } else {
            stations.get().readings(station, meter.evse(), null, Streams.readings(notice, meter, clock.now()));
        }
    }
}
