package org.roaminghub.bench.site;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What stands in the tables of the projections at one moment: a digest of every row, and one of every column to say where a
 * difference lies. The transaction that wrote a row isn't part of what it says, the index of the history is read by its view
 * (its rows stand for batches), and rows that stand for one event are left out when the event came after that moment: asking
 * for a replay is itself recorded.
 */
public record ReadTables(Map<String, Table> tables) {

    private static final int FETCH_ROWS = 10_000;

    /** Sorted digests of the rows; digests of the columns by name. */
    public record Table(List<String> rows, Map<String, String> columns) {}

    private static final String EVENT_ID = "event_id";

    /** Without rows of events behind this position. */
    public static ReadTables of(Database database, long upTo) throws SQLException, IOException {
        Map<String, Table> tables = new TreeMap<>();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (Map.Entry<String, List<String>> table : columnsOf(connection).entrySet()) {
                String name = table.getKey();
                List<String> columns = table.getValue();
                String from = " from read." + quoted(name) + (columns.contains(EVENT_ID) ? eventsUpTo(upTo) : "");
                tables.put(name, new Table(rows(connection, from, columns), columns(connection, from, columns)));
            }
        }
        return new ReadTables(tables);
    }

    public long rowCount() {
        return tables.values().stream().mapToLong(table -> table.rows().size()).sum();
    }

    /** One sentence for each table that isn't the same; none when all are. */
    public List<String> differences(ReadTables later) {
        List<String> found = new ArrayList<>();
        tables.forEach((name, before) -> {
            Table after = later.tables().getOrDefault(name, new Table(List.of(), Map.of()));
            if (!before.rows().equals(after.rows())) {
                String columns = before.columns().entrySet().stream()
                        .filter(column -> !Objects.equals(
                                column.getValue(), after.columns().get(column.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
                found.add("read.%s: %d rows before, %d after, different in %s"
                        .formatted(name, before.rows().size(), after.rows().size(), columns));
            }
        });
        return found;
    }

    private static Map<String, List<String>> columnsOf(Connection connection) throws SQLException {
        Map<String, List<String>> found = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select t.table_name, c.column_name from information_schema.tables t
                join information_schema.columns c using (table_schema, table_name)
                where t.table_schema = 'read' and t.table_name not in ('schema_history', 'history_mention')
                  and c.udt_name <> 'xid8'
                order by 1, c.ordinal_position""");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.computeIfAbsent(row.getString(1), ignored -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return found;
    }

    private static String eventsUpTo(long position) {
        return " where event_id in (select event_id from hub.event where position <= " + position + ")";
    }

    private static List<String> rows(Connection connection, String from, List<String> columns) throws SQLException {
        List<String> digests = new ArrayList<>();
        String row = columns.stream().map(ReadTables::quoted).collect(Collectors.joining(", ", "row(", ")"));
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet digest = statement.executeQuery("select md5(" + row + "::text)" + from + " order by 1")) {
                while (digest.next()) {
                    digests.add(digest.getString(1));
                }
            }
        }
        return digests;
    }

    private static Map<String, String> columns(Connection connection, String from, List<String> names)
            throws SQLException {
        String digests = names.stream()
                .map(name -> "md5(coalesce(string_agg(md5(%1$s::text), '' order by md5(%1$s::text)), ''))"
                        .formatted(quoted(name)))
                .collect(Collectors.joining(", "));
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + digests + from)) {
            row.next();
            for (int i = 0; i < names.size(); i++) {
                found.put(names.get(i), Objects.requireNonNullElse(row.getString(i + 1), ""));
            }
        }
        return found;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
