package org.roaminghub.bench.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.bench.measure.Measured;

/** Limits, dumps and the search for the process, on a PostgreSQL in a data folder like the hub's. */
class DatabaseTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(FreePort.next())
                .setPGStartupWait(LONGEST_START)
                .start();
        Files.writeString(
                folder.resolve("postgres.properties"),
                "url=" + postgres.getJdbcUrl("postgres", "postgres") + "\nuser=postgres\npassword=postgres\n");
        database = new Database(folder);
        execute("create schema hub");
        execute("create schema read");
        execute(
                "create table hub.event (position bigint generated always as identity primary key,"
                        + " event_id uuid default gen_random_uuid(), stream text, sequence bigint, name text, payload bytea, envelope bytea)");
        execute("insert into hub.event (stream, sequence, name, payload, envelope)"
                + " select 's/' || n, 0, case when n % 2 = 0 then 'cdr.accepted' else 'authorization.granted' end,"
                + " decode(repeat('ab', 300), 'hex'), decode(repeat('cd', 200), 'hex') from generate_series(1, 500) n");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void readsSettingsEventsAndTheirSize() throws SQLException, IOException {
        assertThat(database.settings())
                .startsWith("PostgreSQL embedded, server_version 1")
                .contains("fsync ");
        assertThat(database.events()).isEqualTo(500);
        assertThat(database.bytesOf("authorization.")).isEqualTo(new Database.EventBytes(300, 200));
        assertThat(database.bytesOf("nothing.")).isEqualTo(new Database.EventBytes(0, 0));
    }

    @Test
    void measuresTheLimitsAndLeavesNothingBehind() throws SQLException, IOException, InterruptedException {
        RawWrites raw = new RawWrites(database);
        Measured commits = raw.twoCommits(new Database.EventBytes(300, 200), SHORT);
        assertThat(commits.failed()).as(String.valueOf(commits.firstFailure())).isZero();
        assertThat(commits.done()).isPositive();
        Measured cdrs = raw.cdrs(new Database.EventBytes(300, 200), 2_000, SHORT);
        assertThat(cdrs.failed()).as(String.valueOf(cdrs.firstFailure())).isZero();
        assertThat(cdrs.done()).isPositive();
        assertThat(new RawReads(database).readAll().done()).isEqualTo(500);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_namespace where nspname = 'bench'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void findsTheProcessInItsOwnFolderOnly(@TempDir Path elsewhere) throws IOException {
        assertThat(database.postmaster()).isPresent();
        assertThat(database.postmaster().orElseThrow().isAlive()).isTrue();
        assertThat(new Database(elsewhere).postmaster()).isEmpty();
        Files.createDirectories(elsewhere.resolve("postgres"));
        Files.copy(
                folder.resolve("postgres").resolve("postmaster.pid"),
                elsewhere.resolve("postgres").resolve("postmaster.pid"));
        assertThat(new Database(elsewhere).postmaster()).isEmpty();
    }

    @Test
    void seesWhatDiffersInReadTablesAndNotWhoWroteIt() throws SQLException, IOException {
        execute("create table read.some_list (id int primary key, status text,"
                + " listed_tx xid8 not null default pg_current_xact_id())");
        execute("insert into read.some_list (id, status) values (1, 'A'), (2, null)");
        ReadTables lived = ReadTables.of(database, 500);
        assertThat(lived.rowCount()).isEqualTo(2);
        execute("delete from read.some_list");
        execute("insert into read.some_list (id, status) values (2, null), (1, 'A')");
        assertThat(lived.differences(ReadTables.of(database, 500))).isEmpty();
        execute("update read.some_list set status = 'B' where id = 2");
        assertThat(lived.differences(ReadTables.of(database, 500)))
                .containsExactly("read.some_list: 2 rows before, 2 after, different in status");
    }

    @Test
    void leavesOutRowsOfLaterEvents() throws SQLException, IOException {
        execute("create table read.by_event (event_id uuid primary key)");
        execute("insert into read.by_event select event_id from hub.event where position <= 300");
        long upTo100 = ReadTables.of(database, 100).rowCount();
        long upTo500 = ReadTables.of(database, 500).rowCount();
        execute("drop table read.by_event");
        assertThat(upTo500 - upTo100).isEqualTo(200);
        assertThat(ReadTables.of(database, 500).rowCount()).isEqualTo(upTo500 - 300);
    }

    private static void execute(String sql) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
