package org.roaminghub.app.store;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The events in recorded order for projections, with personal fields still sealed. Processors are woken shortly after an
 * append instead of polling; appends in quick succession share one wake-up, so that a busy hub reads in batches.
 */
public final class TailSource implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final long WAKE_AFTER_MS = 60;

    /** For what other nodes append. */
    private static final long LOOK_EVERY_MS = 1_000;

    private final EventStorageEngine engine;
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tail-wake").factory());

    TailSource(EventStorageEngine engine) {
        this.engine = engine;
        timer.scheduleWithFixedDelay(this::wake, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void wake() {
        waking.set(false);
        sleepers.forEach(Runnable::run);
    }

    /** Called after each commit that appended something. */
    public void appended() {
        if (waking.compareAndSet(false, true)) {
            timer.schedule(this::wake, WAKE_AFTER_MS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Tail(token);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return engine.createTokenAt(time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Tail implements BlockingStream<TrackedEventMessage<?>> {

        private @Nullable TrackingToken read;
        private @Nullable Iterator<? extends TrackedEventMessage<?>> batch;
        private @Nullable TrackedEventMessage<?> next;
        private @Nullable Runnable sleeper;

        Tail(@Nullable TrackingToken token) {
            this.read = token;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (next == null) {
                next = fetch();
            }
            return Optional.ofNullable(next);
        }

        private @Nullable TrackedEventMessage<?> fetch() {
            Iterator<? extends TrackedEventMessage<?>> current = batch;
            if (current == null) {
                current = engine.readEvents(read, false).iterator();
            }
            if (!current.hasNext()) {
                batch = null;
                return null;
            }
            batch = current;
            TrackedEventMessage<?> message = current.next();
            read = message.trackingToken();
            return message;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            TrackedEventMessage<?> message = peek().orElseThrow(
                            () -> new IllegalStateException("nothing is available; ask hasNextAvailable first"));
            next = null;
            return message;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            sleeper = callback;
            sleepers.add(callback);
            return true;
        }

        @Override
        public void close() {
            if (sleeper != null) {
                sleepers.remove(sleeper);
            }
        }
    }
}
