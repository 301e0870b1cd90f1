package org.roaminghub.app.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the hub's own in its data folder: for trying, tests and single sites. It listens on loopback only, with a
 * password and on a port that are chosen once and kept in {@code postgres.properties} (mode 0600). fsync and
 * synchronous_commit are on. When it dies while the hub runs, it is started again.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration MAX_START = Duration.ofSeconds(60);
    private static final long WATCH_EVERY_MS = 250;
    private static final int PASSWORD_BYTES = 24;
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 30_000;
    private static final int MAX_TRIES = 1_000;

    private final Path folder;
    private final Properties kept;
    private final Thread watch;
    private volatile boolean closing;
    private volatile @Nullable EmbeddedPostgres server;

    private EmbeddedDatabase(Path dataDir) throws IOException {
        this.folder = dataDir.toAbsolutePath().resolve("postgres");
        this.kept = kept(dataDir.toAbsolutePath().resolve("postgres.properties"));
        this.watch =
                Thread.ofPlatform().daemon().name("embedded-postgres-watch").unstarted(this::watch);
    }

    /** Starts it, or joins the one that a killed hub left running. Throws IllegalStateException that says what to do. */
    public static EmbeddedDatabase start(Path dataDir) {
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(dataDir);
            database.launch();
            database.watch.start();
            return database;
        } catch (IOException | RuntimeException | SQLException e) {
            throw new IllegalStateException(
                    "the embedded PostgreSQL in " + dataDir
                            + " does not start. Run the hub as an ordinary user (PostgreSQL"
                            + " refuses to run as root where there are no user namespaces), or give it a PostgreSQL by"
                            + " HUB_DB_URL, HUB_DB_USER and HUB_DB_PASSWORD.",
                    e);
        }
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(kept.getProperty("url"), kept.getProperty("user"), kept.getProperty("password"));
    }

    private static Properties kept(Path file) throws IOException {
        String text = PrivateFiles.readOrMake(file, () -> {
            byte[] password = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(password);
            int port = freePort();
            return "port=" + port + "\nurl=jdbc:postgresql://127.0.0.1:" + port + "/postgres\nuser=postgres\npassword="
                    + HexFormat.of().formatHex(password);
        });
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    /** Below the ports of outgoing connections (Linux from 32768 on): one of those would sit there when the hub starts again. */
    private static int freePort() {
        SecureRandom random = new SecureRandom();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int port = random.nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("no free port on loopback between " + FIRST_PORT + " and " + LAST_PORT);
    }

    private void launch() throws IOException, SQLException {
        boolean secured = Files.exists(folder.resolve("secured"));
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(
                        folder.resolveSibling("postgres-binaries").toFile())
                .setPGStartupWait(MAX_START)
                .setPort(Integer.parseInt(kept.getProperty("port")))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("jit", "off")
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic");
        if (secured) {
            builder.setConnectConfig("password", kept.getProperty("password"));
        }
        server = start(builder);
        if (!secured) {
            secure();
        }
        assertDurable();
    }

    private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        try {
            return builder.start();
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).startsWith("could not lock")) {
                throw new IllegalStateException("another hub runs on the data folder " + folder.getParent()
                        + ": stop it, or let HUB_DATA_DIR name another folder");
            }
            throw e;
        }
    }

    /** initdb leaves the door open to every local user: from now on a password is asked for. */
    private void secure() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(kept.getProperty("url"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + kept.getProperty("password") + "'");
            Files.writeString(folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
        Files.writeString(folder.resolve("secured"), "");
    }

    private void assertDurable() throws SQLException {
        DatabaseAddress address = address();
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select current_setting('fsync'), current_setting('synchronous_commit')")) {
            if (!row.next() || !"on".equals(row.getString(1)) || !"on".equals(row.getString(2))) {
                throw new IllegalStateException(
                        "the embedded PostgreSQL must run with fsync and synchronous_commit on");
            }
        }
    }

    private void watch() {
        while (!closing) {
            try {
                Thread.sleep(WATCH_EVERY_MS);
                if (!closing && !isRunning()) {
                    log.warn("embedded_postgres=died action=restart");
                    release();
                    launch();
                    log.info("embedded_postgres=running");
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | SQLException | RuntimeException e) {
                log.warn("embedded_postgres=not_yet_running reason={}", e.toString());
            }
        }
    }

    private boolean isRunning() throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        var lines = Files.readAllLines(pidFile);
        return !lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** Gives zonky's lock back without its error noise: the server is gone already. */
    private void release() throws IOException {
        EmbeddedPostgres dead = server;
        server = null;
        if (dead != null) {
            dead.close();
        }
    }

    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        try {
            release();
        } catch (IOException e) {
            log.warn("embedded_postgres=not_stopped reason={}", e.toString());
        }
    }
}
