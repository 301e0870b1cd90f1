package org.roaminghub.app.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events in recorded order for projections, with personal fields still sealed. Processors are woken shortly after an
 * append instead of polling. On a busy hub wake-ups keep a distance and a tail that has come to the end rests until the next
 * one: events are then read in batches, and all tails at the same place share one read. In a rebuild a thread of its own reads
 * the JSON of the events ahead of their handler.
 */
public final class TailSource implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TailSource.class);

    private static final long WAKE_AFTER_MS = 25;

    /** Between two wake-ups: how far views of a busy hub may be behind. */
    private static final long WAKE_EVERY_MS = 250;

    /** For what other nodes append. */
    private static final long LOOK_EVERY_MS = 1_000;

    /** The newest reads, for tails that come to the same place a moment later. */
    private static final int KEPT_READS = 4;

    /** From so many events at once on somebody is catching up: a few are not worth another thread. */
    private static final int UNPACK_FROM = 100;

    private final Engines.Engine engine;
    private final ExecutorService unpacker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tail-unpack").factory());
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final Deque<Read> reads = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tail-wake").factory());

    /** Counts wake-ups. What is appended during one is seen at the latest in the next. */
    private volatile long round;

    private volatile long wokenAt = System.nanoTime();

    /**
     * {@code atEnd}: nothing that was committed before the read is behind it. A short read alone doesn't say so: one covers so
     * many positions, not so many events, and where commands failed there are fewer.
     */
    private record Read(
            @Nullable TrackingToken after, long round, List<TrackedEventMessage<?>> events, boolean atEnd) {}

    TailSource(Engines.Engine engine) {
        this.engine = engine;
        timer.scheduleWithFixedDelay(this::wake, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the timer's one thread is the only writer
    private void wake() {
        waking.set(false);
        round++;
        wokenAt = System.nanoTime();
        sleepers.forEach(Runnable::run);
    }

    /** Called after each commit that appended something. */
    public void appended() {
        if (waking.compareAndSet(false, true)) {
            long rested = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - wokenAt);
            timer.schedule(this::wake, Math.max(WAKE_AFTER_MS, WAKE_EVERY_MS - rested), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized Read read(@Nullable TrackingToken after) {
        long now = round;
        for (Read read : reads) {
            if (Objects.equals(read.after, after) && (read.round == now || !read.events.isEmpty())) {
                return read;
            }
        }
        long head = position(engine.createHeadToken());
        List<TrackedEventMessage<?>> events = engine.readNext(after, Engines.BATCH);
        boolean atEnd = events.isEmpty() || position(events.getLast().trackingToken()) >= head;
        Read fresh = new Read(after, now, events, atEnd);
        reads.addFirst(fresh);
        while (reads.size() > KEPT_READS) {
            reads.removeLast();
        }
        return fresh;
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Tail(token, type -> false);
    }

    /** The same for somebody who handles events of these types only: they are unpacked ahead of him when there are many. */
    public StreamableMessageSource<TrackedEventMessage<?>> handling(Predicate<Class<?>> types) {
        return new Handled(types);
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
        unpacker.shutdownNow();
    }

    private final class Handled implements StreamableMessageSource<TrackedEventMessage<?>> {

        private final Predicate<Class<?>> types;

        Handled(Predicate<Class<?>> types) {
            this.types = types;
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
            return new Tail(token, types);
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
    }

    private final class Tail implements BlockingStream<TrackedEventMessage<?>> {

        private static final long NEVER = -1;

        private final Predicate<Class<?>> handled;
        private @Nullable TrackingToken last;
        private Iterator<TrackedEventMessage<?>> batch =
                List.<TrackedEventMessage<?>>of().iterator();
        private @Nullable TrackedEventMessage<?> next;
        private @Nullable Runnable sleeper;
        private long cameToEndIn = NEVER;

        Tail(@Nullable TrackingToken token, Predicate<Class<?>> handled) {
            this.last = token;
            this.handled = handled;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (next == null) {
                next = fetch();
            }
            return Optional.ofNullable(next);
        }

        private @Nullable TrackedEventMessage<?> fetch() {
            if (!batch.hasNext()) {
                if (cameToEndIn == round) {
                    return null;
                }
                Read read = read(last);
                batch = read.events.iterator();
                if (read.events.size() >= UNPACK_FROM) {
                    unpacker.execute(() -> unpack(read.events));
                }
                if (read.atEnd) {
                    cameToEndIn = read.round;
                }
                if (!batch.hasNext()) {
                    return null;
                }
            }
            TrackedEventMessage<?> message = batch.next();
            last = message.trackingToken();
            return message;
        }

        /** A message keeps what was read of it. What can't be read is told where it is handled. */
        private void unpack(List<TrackedEventMessage<?>> events) {
            try {
                for (TrackedEventMessage<?> event : events) {
                    if (handled.test(event.getPayloadType())) {
                        event.getPayload();
                        event.getMetaData();
                    }
                }
            } catch (RuntimeException unreadable) {
                log.debug("unpacking=stopped", unreadable);
            }
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
