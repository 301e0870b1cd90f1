package org.roaminghub.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.app.TestFolders;
import org.roaminghub.hub.recording.LateRows;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTest {

    private static final String INSERT = "insert into hub.group_commit (id, text) values (?, ?)";
    private static final int WRITERS = 8;
    private static final int ROWS_EACH = 100;

    @SuppressWarnings("NullAway.Init") // opened before the first test
    private StoreUnderTest hub;

    @SuppressWarnings("NullAway.Init")
    private GroupCommit commits;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedDatabase server;

    @BeforeAll
    void start() throws IOException, SQLException {
        server = EmbeddedDatabase.start(TestFolders.make("hub-store-test"));
        hub = new StoreUnderTest(server.address());
        commits = new GroupCommit();
        execute(
                "reset role",
                "create table hub.group_commit (id int primary key, text text not null)",
                "grant all on hub.group_commit to hub_writer");
    }

    @AfterAll
    void stop() {
        hub.close();
        server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        execute("delete from hub.group_commit");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = hub.pool.plainConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("set role hub_writer");
        }
    }

    private static List<LateRows.Row> row(int id, String text) {
        return List.of(new LateRows.Row(INSERT, List.of(id, text)));
    }

    /** As a command does that holds a connection and has only read. */
    private boolean shared(List<LateRows.Row> rows) throws SQLException {
        try (Connection connection = hub.pool.plainConnection()) {
            boolean written = commits.write(connection, rows);
            assertThat(connection.getAutoCommit()).as("as it was").isTrue();
            return written;
        }
    }

    private int count(String sql) {
        return hub.jdbc.sql(sql).query(Integer.class).single();
    }

    @Test
    void commitsEveryRowOnceAndTogetherWithOthers() throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer * ROWS_EACH;
                running.add(writers.submit(() -> {
                    for (int id = first; id < first + ROWS_EACH; id++) {
                        assertThat(shared(row(id, "x"))).isTrue();
                        assertThat(count("select count(*) from hub.group_commit where id = " + id))
                                .as("there once the writer is answered")
                                .isOne();
                    }
                    return null;
                }));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        }
        assertThat(count("select count(*) from hub.group_commit")).isEqualTo(WRITERS * ROWS_EACH);
        assertThat(count("select count(distinct xmin::text) from hub.group_commit"))
                .as("transactions")
                .isLessThan(WRITERS * ROWS_EACH);
    }

    /** Were a second connection needed, these would wait for each other until the pool gives up. */
    @Test
    void writesWhenEveryConnectionIsHeldByWhoWrites() throws Exception {
        int all = hub.pool.getMaximumPoolSize();
        CountDownLatch held = new CountDownLatch(all);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = IntStream.range(0, all)
                    .mapToObj(id -> writers.submit(() -> {
                        try (Connection connection = hub.pool.plainConnection()) {
                            held.countDown();
                            held.await();
                            return commits.write(connection, row(id, "z"));
                        }
                    }))
                    .toList();
            for (Future<Boolean> writer : running) {
                assertThat(writer.get()).isTrue();
            }
        }
        assertThat(count("select count(*) from hub.group_commit")).isEqualTo(all);
    }

    /** Every round one writer breaks the key: it alone is refused, whoever went with it is written. */
    @Test
    void nobodyFailsForWhatAnotherOneDid() throws Exception {
        shared(row(-1, "taken"));
        int rounds = 40;
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < rounds; round++) {
                int first = round * WRITERS;
                List<Future<Boolean>> running = IntStream.range(0, WRITERS)
                        .mapToObj(i -> writers.submit(() -> insert(i == 0 ? -1 : first + i)))
                        .toList();
                for (int i = 0; i < WRITERS; i++) {
                    assertThat(running.get(i).get()).isEqualTo(i != 0);
                }
            }
        }
        assertThat(count("select count(*) from hub.group_commit")).isEqualTo(1 + rounds * (WRITERS - 1));
    }

    /** As the engine does: in a transaction of its own when the group was refused. */
    private boolean insert(int id) throws SQLException {
        try {
            if (!shared(row(id, "y"))) {
                hub.jdbc.sql(INSERT).params(id, "y").update();
            }
            return true;
        } catch (SQLException | org.springframework.dao.DuplicateKeyException refused) {
            return false;
        }
    }

    @Test
    void saysWhatTheDatabaseSaidToOneAlone() {
        assertThatThrownBy(() ->
                        shared(List.of(new LateRows.Row("insert into hub.group_commit (id) values (?)", List.of(1)))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from hub.event for update",
                "select nextval('x')",
                "select pg_advisory_xact_lock(1)",
                "select 1; delete from hub.delivery",
                "insert into hub.event values (1)",
                "with gone as (delete from hub.delivery returning 1) select * from gone",
                "update hub.delivery set alone = true"
            })
    void aTransactionBeginsWithWhatWritesOrLocks(String sql) {
        assertThat(LazyTransaction.isPlainRead(sql)).isFalse();
    }

    @Test
    void aTransactionThatOnlyReadHoldsNothing() throws SQLException {
        try (Connection connection = hub.pool.getConnection()) {
            connection.setAutoCommit(false);
            int backend = backend(connection);
            assertThat(state(backend)).isEqualTo("idle");
            write(connection, 1);
            assertThat(state(backend)).isEqualTo("idle in transaction");
            connection.rollback();
            assertThat(state(backend)).isEqualTo("idle");
            connection.setAutoCommit(true);
        }
        assertThat(count("select count(*) from hub.group_commit")).isZero();
    }

    @Test
    void aTransactionThatWroteIsKeptByItsCommit() throws SQLException {
        try (Connection connection = hub.pool.getConnection()) {
            connection.setAutoCommit(false);
            write(connection, 1);
            connection.commit();
            connection.setAutoCommit(true);
            write(connection, 2);
        }
        assertThat(count("select count(*) from hub.group_commit")).isEqualTo(2);
    }

    private static int backend(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void write(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, id);
            statement.setString(2, "z");
            statement.executeUpdate();
        }
    }

    /** Asked as the owner: others don't see it. */
    private String state(int backend) throws SQLException {
        DatabaseAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select state from pg_stat_activity where pid = " + backend)) {
            row.next();
            return row.getString(1);
        }
    }
}
