package org.roaminghub.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.roaminghub.events.Event;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.agreement.store.AgreementStore;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.party.store.PartyTables;
import org.roaminghub.hub.privacy.MasterKey;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.privacy.store.PrivacyTables;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** What every slice stands on: rows in a real PostgreSQL, events in memory, a clock that is set by hand. */
public final class CoreUnderTest {

    public final DataSource database;
    public final JdbcClient jdbc;
    public final SetClock clock;
    public final Ids ids = new CountedIds();
    public final Privacy privacy;
    public final Recorder recorder;
    public final Commands commands;

    private final EventStore events;

    public CoreUnderTest() {
        this(
                TestDatabase.create(),
                EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build(),
                new SetClock());
    }

    private CoreUnderTest(DataSource database, EventStore events, SetClock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
        this.jdbc = JdbcClient.create(database);
        this.privacy = new Privacy(PrivacyTables.on(jdbc), new MasterKey(new byte[MasterKey.BYTES]), clock, ids);
        this.recorder = new Recorder(events, privacy, clock, ids);
        this.commands = new Commands(SimpleCommandBus.builder()
                .transactionManager(new Transactions(new JdbcTransactionManager(database)))
                .build());
    }

    /** A second node on the same database. */
    public CoreUnderTest anotherNode() {
        return new CoreUnderTest(database, events, clock);
    }

    /** The register of partners; what it does in the background it does at once. */
    public Parties parties(PartyId hub) {
        return new Parties(
                commands,
                recorder,
                privacy,
                PartyTables.on(jdbc),
                clock,
                ids,
                Runnable::run,
                hub,
                "https://hub.example");
    }

    public Agreements agreements() {
        return new Agreements(commands, recorder, new AgreementStore(jdbc), clock, ids);
    }

    public List<Event> events(String type, UUID key) {
        return recorder.read(StreamName.of(type, key));
    }

    /** A clock that stands still until it is moved. */
    public static final class SetClock implements Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

        @Override
        public Instant now() {
            return now.get();
        }

        public void advance(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }
    }

    private static final class CountedIds implements Ids {

        private static final AtomicLong COUNT = new AtomicLong();

        @Override
        public UUID next() {
            return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | COUNT.incrementAndGet());
        }

        @Override
        public UUID random() {
            return new UUID(0x4000L, 0x8000_0000_0000_0000L | COUNT.incrementAndGet());
        }
    }

    private record Transactions(PlatformTransactionManager spring) implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            TransactionStatus status = spring.getTransaction(new DefaultTransactionDefinition());
            return new Transaction() {
                @Override
                public void commit() {
                    spring.commit(status);
                }

                @Override
                public void rollback() {
                    if (!status.isCompleted()) {
                        spring.rollback(status);
                    }
                }
            };
        }
    }
}
