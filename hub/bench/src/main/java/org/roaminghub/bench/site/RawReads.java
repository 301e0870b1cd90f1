package org.roaminghub.bench.site;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.roaminghub.bench.measure.Measured;

/** The limit of a replay: every event read in order by bare JDBC, nothing done with it. */
public final class RawReads {

    private static final int FETCH_ROWS = 1_000;

    private final Database database;

    public RawReads(Database database) {
        this.database = database;
    }

    public Measured readAll() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                long begin = System.nanoTime();
                long bytes = 0;
                long rows = 0;
                try (ResultSet events = statement.executeQuery(
                        "select stream, sequence, name, payload, envelope from hub.event order by position")) {
                    while (events.next()) {
                        bytes += events.getString(1).length()
                                + events.getString(3).length()
                                + events.getBytes(4).length
                                + events.getBytes(5).length;
                        rows++;
                    }
                }
                if (rows > 0 && bytes == 0) {
                    throw new SQLException("events without bytes");
                }
                return Measured.rate(rows, Duration.ofNanos(System.nanoTime() - begin));
            }
        }
    }
}
