package org.roaminghub.app.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.roaminghub.app.store.TailSource;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.projection.Projection;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the projections, tells how far they are, and rebuilds one on demand. A rebuild goes on after a restart. */
public final class Projections implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Projections.class);

    /** Reading and writing overlap; more would take the cores from the hub's own work. */
    private static final int COORDINATORS = 2;

    private static final int WORKERS = 2;
    private static final long SAMPLE_EVERY_MS = 1_000;

    private static final TokenSchema TOKENS = TokenSchema.builder()
            .setTokenTable("hub.token_entry")
            .setProcessorNameColumn("processor_name")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("timestamp")
            .setOwnerColumn("owner")
            .build();

    private final TailSource events;
    private final Map<String, ViewProcessor> processors = new LinkedHashMap<>();
    private final ScheduledExecutorService coordinators = new PromptExecutor("projection-coordinator-", COORDINATORS);
    private final ScheduledExecutorService workers = new GatheringExecutor("projection-worker-", WORKERS);
    private final ScheduledExecutorService sampler = executor("projection-sampler-", 1);
    private volatile boolean running;

    public Projections(
            List<Projection> projections, TailSource events, DataSource dataSource, TransactionManager transactions) {
        this.events = events;
        Serializer serializer = tokens();
        JdbcTokenStore tokenStore = JdbcTokenStore.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)))
                .schema(TOKENS)
                .serializer(serializer)
                .build();
        TokenReader tokens = new TokenReader(JdbcClient.create(dataSource), serializer);
        for (Projection projection : projections) {
            ViewProcessor before = processors.put(
                    projection.name(),
                    new ViewProcessor(projection, events, tokenStore, tokens, transactions, coordinators, workers));
            if (before != null) {
                throw new IllegalArgumentException("two projections are called " + projection.name());
            }
        }
        sampler.scheduleWithFixedDelay(this::sample, SAMPLE_EVERY_MS, SAMPLE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Writes and reads the processors' tokens. Axon's newer Jackson 3 one can't read the token of a rebuild back. */
    public static Serializer tokens() {
        return JacksonSerializer.defaultSerializer();
    }

    private static ScheduledExecutorService executor(String name, int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    private void sample() {
        if (running) {
            try {
                processors.values().forEach(ViewProcessor::sample);
            } catch (RuntimeException databaseAway) {
                log.debug("projections=not_sampled", databaseAway);
            }
        }
    }

    public List<ProjectionStatus> list() {
        long head = head();
        return processors.values().stream()
                .map(processor -> processor.status(head))
                .toList();
    }

    public Optional<ProjectionStatus> find(String name) {
        return Optional.ofNullable(processors.get(name)).map(processor -> processor.status(head()));
    }

    /** Position of the store's newest event. */
    public long head() {
        TrackingToken head = events.createHeadToken();
        return head == null ? 0 : Math.max(0, head.position().orElse(0));
    }

    /**
     * Empties the view and makes it anew from the first event on; returns at once. UNKNOWN_OBJECT for an unknown name,
     * WRONG_STATE when another node works on it.
     */
    public Outcome<ProjectionStatus> replay(String name) {
        ViewProcessor processor = processors.get(name);
        if (processor == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no projection " + name + ".");
        }
        try {
            long head = head();
            processor.replay();
            log.info("projection={} replay=started", name);
            return Outcome.done(processor.begun(head));
        } catch (UnableToClaimTokenException elsewhere) {
            return Outcome.refused(Refusal.WRONG_STATE, "Another node works on this projection; ask that one.");
        }
    }

    @Override
    public void start() {
        running = true;
        processors.values().forEach(ViewProcessor::start);
    }

    @Override
    public void stop() {
        running = false;
        processors.values().forEach(ViewProcessor::stop);
        coordinators.shutdown();
        workers.shutdown();
        sampler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
