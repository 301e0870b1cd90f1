package org.roaminghub.app;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.roaminghub.connector.ocpp.OcppConnector;
import org.roaminghub.connector.ocpp.inbound.Entrance;
import org.roaminghub.hub.station.OwnTariffs;
import org.roaminghub.hub.station.ReservationBills;
import org.roaminghub.hub.station.StationKeeping;
import org.roaminghub.hub.station.StationRegister;
import org.roaminghub.hub.station.StationTariffs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens the listener for stations when all else is there, closes it first, and does meanwhile what no message sets off. */
@Component
class StationUpkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StationUpkeep.class);
    private static final int SWEEP_EVERY_S = 1;
    private static final int RETRY_EVERY_S = 60;
    private static final int FORGET_EVERY_S = 3_600;

    private final OcppConnector connector;
    private final StationRegister stations;
    private final StationKeeping keeping;
    private final OwnTariffs prices;
    private final StationTariffs tariffs;
    private final ReservationBills reservations;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stations").factory());
    private volatile boolean running;

    StationUpkeep(
            OcppConnector connector,
            StationRegister stations,
            StationKeeping keeping,
            OwnTariffs prices,
            StationTariffs tariffs,
            ReservationBills reservations) {
        this.connector = connector;
        this.stations = stations;
        this.keeping = keeping;
        this.prices = prices;
        this.tariffs = tariffs;
        this.reservations = reservations;
    }

    @Override
    public void start() {
        running = true;
        stations.awake();
        connector.awake();
        connector.open();
        every(SWEEP_EVERY_S, connector::sweep);
        every(SWEEP_EVERY_S, stations::sweep);
        every(SWEEP_EVERY_S, keeping::sweep);
        every(SWEEP_EVERY_S, tariffs::sweep);
        every(SWEEP_EVERY_S, reservations::sweep);
        every(RETRY_EVERY_S, prices::retryUnpriced);
        every(FORGET_EVERY_S, stations::forget);
        every(FORGET_EVERY_S, keeping::forget);
        every(FORGET_EVERY_S, reservations::forget);
        for (Entrance entrance : Entrance.values()) {
            if (connector.port(entrance) > 0) {
                log.info(
                        "listener=ocpp entrance={} port={} path=/ocpp/",
                        entrance.name().toLowerCase(Locale.ROOT),
                        connector.port(entrance));
            }
        }
    }

    private void every(int seconds, Runnable task) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        if (running) { // at the end the executors go first
                            log.warn("upkeep=failed reason={}", e.toString());
                        }
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        connector.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
