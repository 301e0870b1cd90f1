package org.roaminghub.hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.roaminghub.testkit.FreePort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh database with the schema of the hub, on one PostgreSQL for the whole test run. */
public final class TestDatabase {

    private static final AtomicInteger MADE = new AtomicInteger();

    private static final int POOL = 16;
    private static final long SHORTEST_REST_MS = 10_000;
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private TestDatabase() {}

    /** Started with the first database, stopped with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(FreePort.any())
                        .setPGStartupWait(LONGEST_START)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Migrated once; every other database is a copy. */
    private static final class Template {
        static final String NAME = make("hub_template");

        private static String make(String name) {
            new JdbcTemplate(Server.RUNNING.getPostgresDatabase()).execute("create database " + name);
            JdbcTemplate jdbc = new JdbcTemplate(Server.RUNNING.getDatabase("postgres", name));
            jdbc.execute("create schema hub");
            migrations().forEach(jdbc::execute);
            return name;
        }
    }

    public static HikariDataSource create() {
        String name = "hub_" + MADE.incrementAndGet();
        new JdbcTemplate(Server.RUNNING.getPostgresDatabase())
                .execute("create database " + name + " template " + Template.NAME);
        return pooled(Server.RUNNING.getDatabase("postgres", name));
    }

    /** Who doesn't close it gets by: connections that rest are given back. */
    private static HikariDataSource pooled(DataSource plain) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(0);
        config.setIdleTimeout(SHORTEST_REST_MS);
        return new HikariDataSource(config);
    }

    /** In the order of their numbers: V1__, V2__, … */
    private static List<String> migrations() {
        try (Stream<Path> files =
                Files.list(Path.of(TestDatabase.class.getResource("/db/hub").toURI()))) {
            List<Path> ordered = files.filter(f -> f.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(TestDatabase::number))
                    .toList();
            List<String> scripts = new ArrayList<>();
            for (Path file : ordered) {
                scripts.add(Files.readString(file));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
