package org.roaminghub.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.roaminghub.connector.ocpp.OcppConnector;
import org.roaminghub.hub.station.StationRegister;
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
    private final int port;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stations").factory());
    private volatile boolean running;

    StationUpkeep(OcppConnector connector, StationRegister stations, HubSettings settings) {
        this.connector = connector;
        this.stations = stations;
        this.port = settings.ocppPort();
    }

    @Override
    public void start() {
        running = true;
        stations.awake();
        connector.gateway().start(port);
        every(SWEEP_EVERY_S, stations::sweep);
        every(RETRY_EVERY_S, stations::retryUnpriced);
        every(FORGET_EVERY_S, stations::forget);
        log.info("listener=ocpp port={} path=/ocpp/", connector.gateway().port());
    }

    private void every(int seconds, Runnable task) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.warn("upkeep=failed reason={}", e.toString());
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
        connector.gateway().close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
