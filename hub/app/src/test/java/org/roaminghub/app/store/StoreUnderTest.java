package org.roaminghub.app.store;

import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.roaminghub.hub.privacy.MasterKey;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** From the database up to the recorder, put together as the application does. */
final class StoreUnderTest implements AutoCloseable {

    final DatabaseAddress address;
    final HubPool pool;
    final JdbcClient jdbc;
    final Privacy privacy;
    final EventStore events;
    final TailSource tail;
    final Commands commands;
    final Recorder recorder;
    final Clock clock = java.time.Instant::now;
    final Ids ids = new SystemIds(clock);

    StoreUnderTest(DatabaseAddress address) {
        this.address = address;
        this.pool = HubDatabase.open(address);
        this.jdbc = JdbcClient.create(pool);
        StoreConfiguration configuration = new StoreConfiguration();
        var transactions = configuration.axonTransactions(new JdbcTransactionManager(pool));
        this.privacy = configuration.privacy(jdbc, new MasterKey(new byte[MasterKey.BYTES]), clock, ids);
        GroupCommit commits = configuration.groupCommit();
        this.tail = configuration.tailSource(pool, transactions, commits);
        this.events = configuration.eventStore(pool, transactions, commits, new OpenSealedFields(privacy), tail);
        this.commands = configuration.commands(configuration.commandBus(transactions));
        this.recorder = configuration.recorder(events, privacy, clock, ids);
        commands.handledBy(this);
    }

    /** Runs the work as one command: in one transaction. */
    <T> T inOneCommand(Supplier<T> work) {
        return commands.send(new Work<>(work));
    }

    record Work<T>(Supplier<T> work) implements Command<T> {}

    @CommandHandler
    Object handle(Work<?> command) {
        return command.work().get();
    }

    @Override
    public void close() {
        tail.close();
        pool.close();
    }
}
