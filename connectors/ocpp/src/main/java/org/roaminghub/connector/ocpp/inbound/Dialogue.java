package org.roaminghub.connector.ocpp.inbound;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.DynamicSchedules;
import org.roaminghub.connector.ocpp.mapping.Reading16;
import org.roaminghub.connector.ocpp.mapping.Reading2;
import org.roaminghub.connector.ocpp.mapping.Settings;
import org.roaminghub.connector.ocpp.mapping.Streams;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.wire.Actions;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.Form;
import org.roaminghub.connector.ocpp.wire.Forms;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.StationStreams.Meter;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is done with a station's calls, and what it is answered. An answer goes out when what was said is durable. */
public final class Dialogue {

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    private static final int HEARTBEAT_S = 300;
    /** A station that is not approved asks again after so long. */
    private static final int RETRY_S = 30;

    /** Answered with an error these are thrown away by the station in the end: no answer makes it come again. */
    private static final Set<String> MONEY =
            Set.of("StartTransaction", "StopTransaction", "MeterValues", "TransactionEvent");

    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Supplier<Heard> heard;
    private final CertificateCalls certificates;
    private final Signing signing;
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
        this.signing = new Signing(stations, desk, ids);
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
        Optional<Form.Wrong> wrong = Forms.check(version, call.action(), call.payload());
        if (wrong.isPresent()) {
            line.error(call, wrong.get().code(), wrong.get().why());
            return;
        }
        var aside = certificates.find(line, call.action(), call.payload(), line.original(call.text()));
        if (aside.isPresent()) {
            line.aside(call, aside.get());
            return;
        }
        ObjectNode result;
        try {
            result = version.isFirst() ? first(line, call) : later(line, call);
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
            heard.get().answered(line.station, version, call.action(), call.payload(), line.original(call.text()));
        }
    }

    /** Never answered. Values of meters are readings as any others; what else is streamed is recorded as it comes. */
    void take(Speaker line, Frame.Send send) {
        if (!line.isAccepted() || !Actions.fromStation(line.version).contains(send.action())) {
            return;
        }
        StationId station = line.station.station();
        Integer stream = Values.wholeOrNull(send.payload(), "id");
        Meter meter = stream == null
                ? null
                : records.get().streams().find(station, stream).orElse(null);
        if (meter == null) {
            stations.get().progressed(station, send.action(), null, null, line.original(send.text()));
        } else {
            stations.get().readings(station, meter.evse(), null, Streams.readings(send.payload(), meter, clock.now()));
        }
    }

    // --- 1.6

    private @Nullable ObjectNode first(Speaker line, Frame.Call call) {
        StationId station = line.station.station();
        ObjectNode p = call.payload();
        Original original = line.original(call.text());
        return switch (call.action()) {
            case "Heartbeat" -> Json.object().put("currentTime", now());
            case "BootNotification" ->
                boot(line, Reading16.boot(p, line.version), Values.word(p, "chargeBoxSerialNumber"), original);
            case "StatusNotification" -> {
                stations.get()
                        .status(
                                station,
                                Values.whole(p, "connectorId", 0),
                                1,
                                Reading16.status(Values.text(p, "status", "")),
                                Values.time(p, "timestamp", clock.now()),
                                original);
                yield Json.object();
            }
            case "Authorize" -> {
                String tag = Values.text(p, "idTag", "");
                TokenAnswer token = stations.get().authorize(station, Reading16.token(tag), null);
                if (token.tariff() != null) {
                    DriverTariff tariff = token.tariff();
                    line.afterwards(() -> heard.get().authorized(line.station, tag, tariff));
                }
                yield Json.object().set("idTagInfo", Answers.idTagInfo(token));
            }
            case "StartTransaction" -> {
                Stations.Started started = stations.get().started(station, Reading16.start(p, clock.now()), original);
                ObjectNode answer = Json.object();
                answer.set("idTagInfo", Answers.idTagInfo(started.answer()));
                yield answer.put("transactionId", started.number());
            }
            case "MeterValues" -> {
                stations.get()
                        .readings(
                                station,
                                Values.whole(p, "connectorId", 0),
                                Values.number(p, "transactionId"),
                                Reading16.readings(p.get("meterValue"), clock.now()));
                yield Json.object();
            }
            case "StopTransaction" -> {
                stations.get().stopped(station, Reading16.stop(p, clock.now()), original);
                yield Json.object();
            }
            case "DataTransfer" -> transfer(line, call, original);
            case "SignCertificate" -> signing.answer(line, p, original, false);
            case "SecurityEventNotification" -> security(station, p, original);
            default -> job(station, call, original);
        };
    }

    /** What of Plug & Charge is not answered aside; nothing of other vendors is known. */
    private ObjectNode transfer(Speaker line, Frame.Call call, Original original) {
        StationId station = line.station.station();
        ObjectNode p = call.payload();
        if (!Values.text(p, "vendorId", "").equals(CertificateCalls.PNC)) {
            return refused(station, call, original, "UnknownVendorId");
        }
        String action = Values.text(p, "messageId", "");
        if (!CertificateCalls.INSIDE.contains(action)) {
            return refused(station, call, original, "UnknownMessageId");
        }
        return CertificateCalls.data(p)
                .filter(data -> action.equals("SignCertificate")
                        && Forms.check(Version.V2_0_1, action, data).isEmpty())
                .map(data -> CertificateCalls.wrapped(signing.answer(line, data, original, true)))
                .orElseGet(() -> Json.object().put("status", "Rejected"));
    }

    // --- 2.0.1 and 2.1

    private @Nullable ObjectNode later(Speaker line, Frame.Call call) {
        StationId station = line.station.station();
        ObjectNode p = call.payload();
        Original original = line.original(call.text());
        return switch (call.action()) {
            case "Heartbeat" -> Json.object().put("currentTime", now());
            case "BootNotification" -> boot(line, Reading2.boot(p, line.version), null, original);
            case "StatusNotification" -> {
                stations.get()
                        .status(
                                station,
                                Values.whole(p, "evseId", 0),
                                Values.whole(p, "connectorId", 1),
                                Reading2.status(Values.text(p, "connectorStatus", "")),
                                Values.time(p, "timestamp", clock.now()),
                                original);
                yield Json.object();
            }
            case "NotifyEvent" -> {
                for (Reading2.Availability news : Reading2.availabilities(p, clock.now())) {
                    stations.get().status(station, news.evse(), news.connector(), news.status(), news.at(), original);
                }
                yield Reading2.isAllAvailability(p) ? Json.object() : job(station, call, original);
            }
            case "Authorize" ->
                Answers.authorized(stations.get().authorize(station, Reading2.token(p.get("idToken")), null));
            case "TransactionEvent" -> {
                Part part = Reading2.part(p, clock.now());
                TokenAnswer token = stations.get().told(station, part, original);
                ObjectNode answer = Json.object();
                if (token != null) {
                    answer.set("idTokenInfo", Answers.idTokenInfo(token));
                }
                ObjectNode limit =
                        token == null || line.version != Version.V2_1 ? null : Answers.transactionLimit(token);
                if (limit != null) {
                    answer.set("transactionLimit", limit);
                }
                yield Answers.costing(answer, cost(line, part));
            }
            case "MeterValues" -> {
                stations.get()
                        .readings(
                                station,
                                Values.whole(p, "evseId", 0),
                                null,
                                Reading2.readings(p.get("meterValue"), clock.now()));
                yield Json.object();
            }
            case "DataTransfer" -> refused(station, call, original, "UnknownVendorId");
            case "SecurityEventNotification" -> security(station, p, original);
            case "SignCertificate" -> signing.answer(line, p, original, false);
            case "NotifyEVChargingNeeds", "NotifyEVChargingSchedule" -> refused(station, call, original, "Rejected");
            case "PullDynamicScheduleUpdate" -> pull(station, call, original);
            case "OpenPeriodicEventStream" -> {
                Streams.opened(records.get().streams(), station, p.path("constantStreamData"));
                yield refused(station, call, original, "Accepted");
            }
            case "ClosePeriodicEventStream" -> {
                Integer stream = Values.wholeOrNull(p, "id");
                if (stream != null) {
                    records.get().streams().closed(station, stream);
                }
                yield job(station, call, original);
            }
            case "NotifyMonitoringReport" -> {
                Streams.reported(records.get().streams(), station, p);
                yield part(station, call, original);
            }
            case "VatNumberValidation" ->
                refused(station, call, original, "Rejected").put("vatNumber", Values.text(p, "vatNumber", ""));
            case "NotifyReport",
                    "NotifyCustomerInformation",
                    "NotifyDisplayMessages",
                    "ReportChargingProfiles",
                    "ReportDERControl" -> part(station, call, original);
            default -> job(station, call, original);
        };
    }

    /** Answered ones may come every minute, and tell nothing: they are not recorded. */
    private ObjectNode pull(StationId station, Frame.Call call, Original original) {
        return records.get()
                .findProfile(station, Values.whole(call.payload(), "chargingProfileId", -1))
                .flatMap(profile -> DynamicSchedules.limitNow(profile, clock.now()))
                .map(DynamicSchedules::pulled)
                .orElseGet(() -> refused(station, call, original, "Rejected"));
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

    // --- both

    /** Null: its certificate is another station's; it is recorded and closed. {@code other}: a second serial number of 1.6. */
    private @Nullable ObjectNode boot(Speaker line, Stations.Boot boot, @Nullable String other, Original original) {
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
        return Json.object()
                .put("status", accepted ? "Accepted" : "Pending")
                .put("currentTime", now())
                .put("interval", accepted ? HEARTBEAT_S : RETRY_S);
    }

    private ObjectNode security(StationId station, ObjectNode p, Original original) {
        stations.get()
                .securityReported(
                        station, Values.text(p, "type", ""), Values.time(p, "timestamp", clock.now()), original);
        return Json.object();
    }

    private ObjectNode refused(StationId station, Frame.Call call, Original original, String status) {
        job(station, call, original);
        return Json.object().put("status", status);
    }

    /** What was asked for under a request id and comes in parts. The last one says that none follows by saying nothing. */
    private ObjectNode part(StationId station, Frame.Call call, Original original) {
        ObjectNode p = call.payload();
        String requestId = Values.number(p, "requestId");
        if (requestId != null) {
            records.get()
                    .part(
                            station,
                            call.action(),
                            requestId,
                            Values.wholeOrNull(p, "seqNo"),
                            !p.path("tbc").asBoolean(false),
                            Settings.report(p));
        }
        return job(station, call, original);
    }

    private ObjectNode job(StationId station, Frame.Call call, Original original) {
        stations.get()
                .progressed(
                        station,
                        call.action(),
                        Values.number(call.payload(), "requestId"),
                        Values.word(call.payload(), "status"),
                        original);
        return Json.object();
    }

    /** Without fractions of a second: some old stations stumble over them. */
    private String now() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
