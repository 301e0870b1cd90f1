package org.roaminghub.app.projection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.store.TailSource;
import org.roaminghub.projection.Projection;

/** The processor of one projection: one segment, so that events are handled in recorded order. */
final class ViewProcessor {

    /** Events handled in one transaction: bigger ones gain little and hold up the lists' newest rows. */
    private static final int BATCH_SIZE = 1_000;

    /** Of the pace that is shown. */
    private static final int SAMPLES = 6;

    private static final double NANOS_PER_S = 1e9;

    private final String name;
    private final PooledStreamingEventProcessor processor;
    private final TokenReader tokens;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** A rebuild was asked for and the processor has not told of it yet: what it last told is of before. */
    private boolean rebuildAsked;

    private record Sample(long nanos, long position) {}

    ViewProcessor(
            Projection projection,
            TailSource events,
            TokenStore tokenStore,
            TokenReader tokens,
            TransactionManager transactions,
            ScheduledExecutorService coordinators,
            ScheduledExecutorService workers) {
        this.name = projection.name();
        this.tokens = tokens;
        SequencingPolicy<Object> oneAfterTheOther = event -> name;
        this.processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(projection, new EveryEvent())
                        // the default logs what fails and goes on: a view would miss an event for good
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .sequencingPolicy(oneAfterTheOther)
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events.handling(new AnnotationEventHandlerAdapter(projection)::canHandleType))
                .tokenStore(tokenStore)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(1)
                .batchSize(BATCH_SIZE)
                .build();
    }

    /**
     * Takes every event and does nothing: a processor that skips what its view has no handler for tells where it is only when it
     * renews its claim, seconds later.
     */
    static final class EveryEvent {

        @EventHandler
        void on(EventMessage<?> event) {
            // being asked is enough
        }
    }

    String name() {
        return name;
    }

    synchronized void start() {
        processor.start();
    }

    synchronized void stop() {
        processor.shutDown();
    }

    /** Throws UnableToClaimTokenException when another node works on it; it then goes on there. */
    synchronized void replay() {
        processor.shutDown();
        try {
            processor.resetTokens();
            rebuildAsked = true;
            samples.clear();
        } finally {
            processor.start();
        }
    }

    /** As a rebuild begins, which may be over when this is told. */
    ProjectionStatus begun(long head) {
        return new ProjectionStatus(name, ProjectionStatus.State.REPLAYING, 0, head, true, 0, 0, null);
    }

    /** To be called about once a second. */
    synchronized void sample() {
        samples.addLast(new Sample(System.nanoTime(), position(token().orElse(null))));
        while (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }

    synchronized ProjectionStatus status(long head) {
        TrackingToken token = token().orElse(null);
        long position = position(token);
        long target =
                ReplayToken.isReplay(token) ? ReplayToken.getTokenAtReset(token).orElse(head) : head;
        boolean replaying = ReplayToken.isReplay(token) && position < target;
        long lag = Math.max(0, head - position);
        long perSecond = perSecond();
        long left = Math.max(0, target - position);
        return new ProjectionStatus(
                name,
                state(replaying),
                position,
                lag,
                replaying,
                replaying ? Math.clamp((double) position / target, 0, 1) : 1,
                perSecond,
                left == 0 ? Long.valueOf(0) : perSecond == 0 ? null : Long.valueOf(left / perSecond + 1));
    }

    private ProjectionStatus.State state(boolean replaying) {
        if (!processor.isRunning()) {
            return ProjectionStatus.State.STOPPED;
        }
        Optional<EventTrackerStatus> mine = mine();
        if (processor.isError() || mine.filter(EventTrackerStatus::isErrorState).isPresent()) {
            return ProjectionStatus.State.FAILING;
        }
        if (mine.isEmpty()) {
            return ProjectionStatus.State.WAITING;
        }
        return replaying ? ProjectionStatus.State.REPLAYING : ProjectionStatus.State.LIVE;
    }

    private Optional<EventTrackerStatus> mine() {
        return processor.processingStatus().values().stream().findFirst();
    }

    /** What this node has handled, else what is stored: another node may be ahead. */
    private Optional<TrackingToken> token() {
        Optional<TrackingToken> handled = mine().map(EventTrackerStatus::getTrackingToken);
        if (rebuildAsked && !handled.filter(ReplayToken::isReplay).isPresent()) {
            Optional<TrackingToken> stored = tokens.find(name);
            rebuildAsked = stored.filter(ReplayToken::isReplay).isPresent();
            return stored;
        }
        rebuildAsked = false;
        return handled.or(() -> tokens.find(name));
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : Math.max(0, token.position().orElse(0));
    }

    private long perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.nanos - first.nanos) / NANOS_PER_S;
        return seconds <= 0 ? 0 : Math.max(0, Math.round((last.position - first.position) / seconds));
    }
}
