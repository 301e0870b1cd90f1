package org.roaminghub.bench.site;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hub's PostgreSQL: by {@code HUB_DB_URL} where that is set, else the one inside its data folder. */
public final class Database {

    private static final int SEARCH_DEPTH = 4;
    private static final List<String> SETTINGS =
            List.of("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers");

    private final Path folder;

    Database(Path folder) {
        this.folder = folder;
    }

    /** True for the embedded one. */
    public static boolean embedded() {
        return outsideUrl() == null;
    }

    public Connection connect() throws SQLException, IOException {
        String outside = outsideUrl();
        if (outside != null) {
            Properties login = new Properties();
            putIfSet(login, "user", System.getenv("HUB_DB_USER"));
            putIfSet(login, "password", System.getenv("HUB_DB_PASSWORD"));
            return DriverManager.getConnection(outside, login);
        }
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("postgres.properties"))) {
            written.load(reader);
        }
        return DriverManager.getConnection(
                written.getProperty("url"), written.getProperty("user"), written.getProperty("password"));
    }

    /** The settings that decide what a commit costs. */
    public String settings() throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            StringBuilder text = new StringBuilder("PostgreSQL ").append(embedded() ? "embedded" : "outside");
            for (String setting : SETTINGS) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    text.append(", ").append(setting).append(' ').append(row.getString(1));
                }
            }
            return text.toString();
        }
    }

    /** Events in the store. */
    public long events() throws SQLException, IOException {
        return number("select count(*) from hub.event");
    }

    /** Position of the newest event, 0 when there is none. */
    public long newestPosition() throws SQLException, IOException {
        return number("select coalesce(max(position), 0) from hub.event");
    }

    /** Requests for an authorisation that nobody has decided yet. */
    public long undecided() throws SQLException, IOException {
        return number("select count(*) from read.authorization_list where status = 'REQUESTED'");
    }

    private long number(String query) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Mean bytes (payload and envelope) of the latest events whose name begins like this. */
    public EventBytes bytesOf(String namePrefix) throws SQLException, IOException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("""
                        select coalesce(avg(octet_length(payload)), 0), coalesce(avg(octet_length(envelope)), 0)
                        from (select payload, envelope from hub.event where name like ?
                              order by position desc limit 1000) latest""")) {
            query.setString(1, namePrefix + "%");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new EventBytes((int) Math.round(row.getDouble(1)), (int) Math.round(row.getDouble(2)));
            }
        }
    }

    /** Bytes of a stored event. */
    public record EventBytes(int payload, int envelope) {}

    /** The process of the embedded database, when it runs: only ever the one that works in this data folder. */
    public Optional<ProcessHandle> postmaster() {
        if (!embedded()) {
            return Optional.empty();
        }
        return pidFiles().stream().flatMap(file -> runningIn(file).stream()).findFirst();
    }

    /** The embedded database's process as a root for counting; empty for one elsewhere. */
    public Set<Long> processes() {
        return postmaster().map(process -> Set.of(process.pid())).orElse(Set.of());
    }

    private static Optional<ProcessHandle> runningIn(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            Path worksIn = Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"));
            boolean ours = pidFile.toRealPath().startsWith(worksIn);
            return ours ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | RuntimeException notRunning) {
            return Optional.empty();
        }
    }

    private List<Path> pidFiles() {
        try (Stream<Path> files = Files.find(
                folder, SEARCH_DEPTH, (path, kind) -> path.endsWith("postmaster.pid") && kind.isRegularFile())) {
            return files.collect(Collectors.toList());
        } catch (IOException | java.io.UncheckedIOException noFolder) {
            return List.of();
        }
    }

    private static @Nullable String outsideUrl() {
        String url = System.getenv("HUB_DB_URL");
        return url == null || url.isBlank() ? null : url;
    }

    private static void putIfSet(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
