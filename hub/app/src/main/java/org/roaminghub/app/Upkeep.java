package org.roaminghub.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.roaminghub.hub.authorization.AuthorizeToken;
import org.roaminghub.hub.command.RemoteControl;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.party.PartyNews;
import org.roaminghub.hub.session.ChargingSessions;
import org.roaminghub.hub.tariff.TariffRegister;
import org.roaminghub.vocabulary.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What goes on beside the messages: deliveries, «last seen», requests that a crash left undecided, sessions that are odd. */
@Component
class Upkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration FLUSH_SEEN_EVERY = Duration.ofSeconds(10);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

    private static final Duration TURN_EVERY = Duration.ofSeconds(1);
    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(1);
    private static final Duration FLAG_EVERY = Duration.ofMinutes(10);

    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Parties parties;
    private final PartyNews news;
    private final Deliveries deliveries;
    private final AuthorizeToken authorizations;
    private final ChargingSessions sessions;
    private final RemoteControl remotes;
    private final TariffRegister tariffs;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upkeep").factory());
    private volatile boolean running;
    private Instant sweptTo;

    Upkeep(
            Parties parties,
            PartyNews news,
            Deliveries deliveries,
            AuthorizeToken authorizations,
            ChargingSessions sessions,
            RemoteControl remotes,
            TariffRegister tariffs,
            Clock clock) {
        this.parties = parties;
        this.news = news;
        this.deliveries = deliveries;
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.remotes = remotes;
        this.tariffs = tariffs;
        this.clock = clock;
        this.sweptTo = clock.now().minus(REMEMBERED);
    }

    @Override
    public void start() {
        running = true;
        news.start();
        deliveries.start();
        every(FLUSH_SEEN_EVERY, parties::flushSeen);
        every(SWEEP_EVERY, this::sweep);
        every(FLAG_EVERY, sessions::flagOdd);
        every(EXPIRE_EVERY, remotes::sweep);
        every(FLAG_EVERY, remotes::forget);
        every(TURN_EVERY, tariffs::tellTurned);
    }

    private void every(Duration period, Runnable task) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.warn("upkeep=failed reason={}", e.toString());
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        Instant now = clock.now();
        sweptTo = authorizations.sweep(sweptTo, now, now.minus(REMEMBERED));
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        deliveries.close();
        parties.flushSeen();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
