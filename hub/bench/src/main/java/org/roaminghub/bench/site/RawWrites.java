package org.roaminghub.bench.site;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Operation;

/**
 * The limit: the same bytes written by bare JDBC into scratch tables of the same shape in the same database. Nothing that
 * makes these facts durable can be faster with this number of connections.
 */
public final class RawWrites {

    private static final int CONNECTIONS = 8;
    private static final long RANDOM_SEED = 20_260_101;
    private static final List<String> TABLES = List.of(
            "create schema if not exists bench",
            "drop table if exists bench.event, bench.original, bench.cdr",
            """
            create table bench.event (position bigint generated always as identity primary key, event_id uuid not null unique,
              stream text not null, sequence bigint not null, payload bytea not null, envelope bytea not null,
              unique (stream, sequence))""",
            "create table bench.original (id uuid primary key, bytes bytea not null)",
            "create table bench.cdr (id uuid primary key, cpo text not null, fid text not null, unique (cpo, fid))");

    private final Database database;
    private final AtomicLong numbers = new AtomicLong();

    public RawWrites(Database database) {
        this.database = database;
    }

    /** Two commits for each operation, each of one event of this size. */
    public Measured twoCommits(Database.EventBytes bytes, Duration time)
            throws SQLException, IOException, InterruptedException {
        return measure(time, (connection, statements) -> {
            PreparedStatement event = statements.event(connection);
            return number -> {
                statements.writeEvent(event, number, 0, bytes);
                connection.commit();
                statements.writeEvent(event, number, 1, bytes);
                connection.commit();
            };
        });
    }

    /** One commit for each operation, of one event of this size. */
    public Measured oneCommit(Database.EventBytes bytes, Duration time)
            throws SQLException, IOException, InterruptedException {
        return measure(time, (connection, statements) -> {
            PreparedStatement event = statements.event(connection);
            return number -> {
                statements.writeEvent(event, number, 0, bytes);
                connection.commit();
            };
        });
    }

    /** One commit for each operation: an event, an original of this size, and an index row. */
    public Measured cdrs(Database.EventBytes bytes, int originalBytes, Duration time)
            throws SQLException, IOException, InterruptedException {
        return measure(time, (connection, statements) -> {
            PreparedStatement event = statements.event(connection);
            PreparedStatement original =
                    connection.prepareStatement("insert into bench.original (id, bytes) values (?, ?)");
            PreparedStatement index =
                    connection.prepareStatement("insert into bench.cdr (id, cpo, fid) values (?, 'NL*BEN', ?)");
            return number -> {
                statements.writeEvent(event, number, 0, bytes);
                original.setObject(1, statements.uuid());
                original.setBytes(2, statements.random(originalBytes));
                original.executeUpdate();
                index.setObject(1, statements.uuid());
                index.setString(2, "BEN-CDR-%012d".formatted(number));
                index.executeUpdate();
                connection.commit();
            };
        });
    }

    private interface Preparation {
        Transaction prepare(Connection connection, Rows rows) throws SQLException;
    }

    private interface Transaction {
        void write(long number) throws SQLException;
    }

    private Measured measure(Duration time, Preparation preparation)
            throws SQLException, IOException, InterruptedException {
        execute(TABLES);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = database.connect();
                connection.setAutoCommit(false);
                connections.add(connection);
            }
            Operation.Factory writer = client -> {
                Connection connection = connections.get(client);
                Transaction transaction = preparation.prepare(connection, new Rows(RANDOM_SEED + client));
                return new Operation() {
                    @Override
                    public boolean run() throws SQLException {
                        transaction.write(numbers.getAndIncrement());
                        return true;
                    }

                    @Override
                    public void close() {}
                };
            };
            CpuClock cpu = CpuClock.of(() -> Set.of(ProcessHandle.current().pid()), database::processes);
            return new Load(CONNECTIONS, time, writer, cpu).run();
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
            execute(List.of("drop schema bench cascade"));
        }
    }

    private void execute(List<String> statements) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows of one connection: bytes that don't compress, as sealed ones don't. */
    private static final class Rows {

        private final Random random;

        Rows(long seed) {
            this.random = new Random(seed);
        }

        PreparedStatement event(Connection connection) throws SQLException {
            return connection.prepareStatement(
                    "insert into bench.event (event_id, stream, sequence, payload, envelope) values (?, ?, ?, ?, ?)");
        }

        void writeEvent(PreparedStatement event, long number, int sequence, Database.EventBytes bytes)
                throws SQLException {
            event.setObject(1, uuid());
            event.setString(2, "authorization/" + new UUID(number, 1));
            event.setLong(3, sequence);
            event.setBytes(4, random(bytes.payload()));
            event.setBytes(5, random(bytes.envelope()));
            event.executeUpdate();
        }

        UUID uuid() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        byte[] random(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
