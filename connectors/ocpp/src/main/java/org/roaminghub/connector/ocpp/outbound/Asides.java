package org.roaminghub.connector.ocpp.outbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.inbound.Heard;
import org.roaminghub.connector.ocpp.mapping.CostMessages;
import org.roaminghub.connector.ocpp.mapping.Schedules;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.v16.Core.StopTransactionRequest;
import org.roaminghub.connector.ocpp.message.v2.Availability.ReservationStatusUpdateRequest;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.ClearedChargingLimitRequest;
import org.roaminghub.connector.ocpp.message.v2.SmartCharging.NotifyChargingLimitRequest;
import org.roaminghub.connector.ocpp.message.v2.Transactions.Transaction;
import org.roaminghub.connector.ocpp.message.v2.Transactions.TransactionEventRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.StationRecords.RunningSession;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteOutcome;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a station's message behind its answer, with calls of the hub's own. */
public final class Asides implements Heard {

    private static final Logger LOG = LoggerFactory.getLogger(Asides.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Of an active profile that is told unasked. */
    private static final int SHOWN_S = 86_400;

    private final Calls calls;
    private final Supplier<StationRecords> records;
    private final Supplier<RemoteCommands> commands;
    private final Executor background;
    private final Clock clock;
    private final Ids ids;

    public Asides(
            Calls calls,
            Supplier<StationRecords> records,
            Supplier<RemoteCommands> commands,
            Executor background,
            Clock clock,
            Ids ids) {
        this.calls = calls;
        this.records = records;
        this.commands = commands;
        this.background = background;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void answered(Known station, Version version, Message said, Original original) {
        switch (said) {
            case NotifyChargingLimitRequest p ->
                aside(() -> limited(station, version, p.evseId(), Schedules.limit(p, clock.now()), original));
            case ClearedChargingLimitRequest p ->
                aside(() -> limited(station, version, p.evseId(), Optional.empty(), original));
            case ReservationStatusUpdateRequest p -> {
                // The hub ends those that expire by itself.
                if ("Removed".equals(p.reservationUpdateStatus())) {
                    int number = p.reservationId() == null ? 0 : p.reservationId();
                    aside(() -> removed(station, number, original));
                }
            }
            case StopTransactionRequest p -> {
                if (p.transactionId() != null) {
                    String transaction = p.transactionId().toString();
                    aside(() -> ended(station, transaction));
                }
            }
            case TransactionEventRequest p -> {
                if (version == Version.V2_1 && p.idToken() != null) {
                    aside(() -> reckons(station, p.transactionInfo()));
                }
            }
            default -> {}
        }
    }

    @Override
    public void authorized(Known station, String tag, DriverTariff tariff) {
        CostMessages.userPrice(tag, tariff)
                .ifPresent(said -> tell(station, "user_price", "DataTransfer", Json.write(said)));
    }

    /** Its station reckons by the default, and the driver's eMSP agreed on something else. */
    private void reckons(Known station, Transaction transaction) {
        records.get()
                .findTariffChange(station.station(), transaction.transactionId(), transaction.tariffId())
                .ifPresent(said -> tell(station, "driver_tariff", said.action(), said.payload()));
    }

    private void tell(Known station, String what, String action, byte[] payload) {
        Reply reply = calls.call(station.identity(), action, payload, PATIENCE);
        LOG.info(
                "ocpp={} station={} answer={}",
                what,
                station.station(),
                reply instanceof Reply.Answered answered ? answered.status() : "NONE");
    }

    private void aside(Runnable task) {
        background.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("ocpp=aside_failed problem={}", e.getClass().getName());
            }
        });
    }

    /** The eMSP's reservation is gone at the station: it hears so, once. */
    private void removed(Known station, int number, Original original) {
        RemoteId remote = records.get().findReserved(station.station(), number).orElse(null);
        if (remote != null) {
            Receipt receipt = commands.get()
                    .result(
                            self(station),
                            remote,
                            new RemoteCommands.Result(RemoteOutcome.CANCELED_BY_CPO, "Removed"),
                            original);
            LOG.info(
                    "ocpp=reservation_removed station={} told={}",
                    station.station(),
                    receipt instanceof Receipt.Refused no ? no.refusal().name() : "YES");
        }
    }

    /** A station of 1.6 that shows costs hears the last one, once: its driver is about to leave. */
    private void ended(Known station, String transaction) {
        Money cost = records.get()
                .findShownCost(station.station(), transaction, false)
                .orElse(null);
        if (cost != null) {
            byte[] said = Json.write(CostMessages.last(Integer.parseInt(transaction), cost));
            tell(station, "final_cost", "DataTransfer", said);
        }
    }

    /** Who steers a session hears how fast it charges now: by the station's own account, else by the limit it told of. */
    private void limited(
            Known station, Version version, @Nullable Integer evse, Optional<ActiveProfile> told, Original original) {
        for (RunningSession running : records.get().listRunning(station.station(), evse == null ? 0 : evse)) {
            Optional<ActiveProfile> now = composite(station, version, running).or(() -> told);
            now.ifPresent(active -> tell(station, running, active, original));
        }
    }

    private Optional<ActiveProfile> composite(Known station, Version version, RunningSession running) {
        Reply reply = calls.call(
                station.identity(),
                "GetCompositeSchedule",
                Json.write(Schedules.ask(version, running.evse(), SHOWN_S)),
                PATIENCE);
        return reply instanceof Reply.Answered(String status, Original said) && status.equals("Accepted")
                ? Schedules.composite(Json.read(said.bytes()), clock.now())
                : Optional.empty();
    }

    private void tell(Known station, RunningSession running, ActiveProfile active, Original original) {
        Receipt receipt = commands.get().activeProfile(self(station), running.session(), active, original);
        LOG.info(
                "ocpp=limit station={} told={}",
                station.station(),
                receipt instanceof Receipt.Refused no ? no.refusal().name() : "YES");
    }

    private Caller self(Known station) {
        return new Caller(
                records.get().platform(),
                station.party(),
                Role.CPO,
                null,
                ids.next().toString(),
                ids.next().toString());
    }
}
