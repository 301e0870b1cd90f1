package org.roaminghub.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.Deliveries.Carrier;
import org.roaminghub.hub.delivery.Deliveries.Kind;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.delivery.store.DeliveryStore.Receiver;
import org.roaminghub.hub.delivery.store.DeliveryStore.Row;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the queues, receiver by receiver, and starts what may go: so many at once per platform and in all. It never
 * waits for a partner itself, so a slow one holds up nobody else.
 */
final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Wakes within this time are one: the queues are not looked through for every single object. */
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(5);

    private final DeliveryStore store;
    private final Partners partners;
    private final Courier courier;
    private final Function<Kind, Carrier> carriers;
    private final Clock clock;
    private final DeliverySettings settings;
    private final Runnable beforeRound;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;
    private @Nullable Thread loop;

    Dispatcher(
            DeliveryStore store,
            Partners partners,
            Courier courier,
            Function<Kind, Carrier> carriers,
            Clock clock,
            DeliverySettings settings,
            Runnable beforeRound) {
        this.store = store;
        this.partners = partners;
        this.courier = courier;
        this.carriers = carriers;
        this.clock = clock;
        this.settings = settings;
        this.beforeRound = beforeRound;
    }

    synchronized void start() {
        if (!running) {
            running = true;
            loop = Thread.ofVirtual().name("delivery-dispatcher").start(this::run);
        }
    }

    /** There may be something to send. */
    void wake() {
        signal.release();
    }

    private void run() {
        while (running) {
            try {
                beforeRound.run();
                round();
            } catch (RuntimeException e) {
                LOG.warn("delivery.round_failed problem={}", e.getClass().getName());
            }
            try {
                if (signal.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(SHORTEST_ROUND);
                    signal.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One look at every queue. Shuffled, so that nobody is always the last to get a free place. */
    void round() {
        List<Receiver> receivers = new ArrayList<>(store.receivers());
        Collections.shuffle(receivers);
        for (Receiver receiver : receivers) {
            partners.findActive(receiver.party(), receiver.role())
                    .filter(courier::isReachable)
                    .ifPresent(platform -> startFor(receiver, platform));
        }
    }

    private void startFor(Receiver receiver, KnownPlatform platform) {
        Circuit circuit = courier.circuit(platform);
        Instant now = clock.now();
        if (circuit.seenConnected()) {
            platform.parties().forEach(hosted -> store.hasten(new Receiver(hosted.party(), hosted.role()), now));
        }
        int room =
                Math.min(circuit.room(settings.maxInFlightPerPlatform(), now), settings.maxInFlight() - inFlight.get());
        if (room <= 0) {
            return;
        }
        for (Row row : store.claim(receiver, room, now, now.plus(settings.lease()))) {
            circuit.enter();
            inFlight.incrementAndGet();
            tries.execute(() -> tryOne(row, platform, circuit));
        }
    }

    private void tryOne(Row row, KnownPlatform platform, Circuit circuit) {
        try {
            var shipment = Courier.shipment(row);
            courier.carry(row.delivery(), shipment, platform, carriers.apply(shipment.kind()));
        } finally {
            circuit.leave();
            inFlight.decrementAndGet();
            wake();
        }
    }

    @Override
    public synchronized void close() {
        running = false;
        wake();
        Thread started = loop;
        if (started != null) {
            try {
                started.join(settings.deadline());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        tries.shutdown();
        try {
            if (!tries.awaitTermination(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                tries.shutdownNow();
            }
        } catch (InterruptedException e) {
            tries.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
