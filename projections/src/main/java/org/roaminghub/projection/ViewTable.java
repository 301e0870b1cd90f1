package org.roaminghub.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table of a view. What a batch of events says about one thing becomes one row, and all rows of the batch are written
 * together at its end: one statement for new ones and one for changes, whatever the size of the batch. A row never goes back:
 * what an older event of the thing's stream says is left out.
 */
public final class ViewTable {

    private static final Column ID = Column.uuid("id");
    private static final Column SEQUENCE = new Column("sequence", "int8");

    private final JdbcTemplate jdbc;
    private final String name;
    private final List<Column> columns;
    private final Map<Column, Integer> places = new HashMap<>();
    private final String insert;

    public ViewTable(JdbcTemplate jdbc, String name, Column... columns) {
        this.jdbc = jdbc;
        this.name = name;
        this.columns = List.of(columns);
        for (int i = 0; i < columns.length; i++) {
            places.put(columns[i], i);
        }
        this.insert = insert(name, this.columns);
    }

    /** The thing as a whole: what was known of it before is replaced. */
    public Row whole(UUID id, long sequence) {
        Batch batch = batch();
        Row before = batch.rows.get(id);
        Row row = new Row(places, columns.size(), true);
        row.sequence = before == null ? sequence : Math.max(sequence, before.sequence);
        batch.rows.put(id, row);
        return row;
    }

    /** What changed of a thing that has a row: columns that are not set stay as they are. */
    public Row change(UUID id, long sequence) {
        Row row = batch().rows.computeIfAbsent(id, fresh -> new Row(places, columns.size(), false));
        row.sequence = Math.max(row.sequence, sequence);
        return row;
    }

    /** Forgets everything, in the running transaction. */
    public void clear() {
        jdbc.execute("truncate " + name);
    }

    private Batch batch() {
        var unit = CurrentUnitOfWork.get().root();
        return unit.getOrComputeResource("rows of " + name, key -> {
            Batch fresh = new Batch();
            unit.onPrepareCommit(ending -> write(fresh.rows));
            return fresh;
        });
    }

    private void write(Map<UUID, Row> rows) {
        Map<UUID, Row> whole = new LinkedHashMap<>();
        Map<UUID, Row> changed = new LinkedHashMap<>();
        rows.forEach((id, row) -> (row.whole ? whole : changed).put(id, row));
        if (!whole.isEmpty()) {
            write(insert, columns, whole);
        }
        if (!changed.isEmpty()) {
            List<Column> set = columns.stream()
                    .filter(c -> changed.values().stream().anyMatch(row -> row.values[place(c)] != null))
                    .toList();
            write(update(name, set), set, changed);
        }
    }

    private void write(String sql, List<Column> written, Map<UUID, Row> rows) {
        List<@Nullable String[]> arrays = new ArrayList<>();
        arrays.add(rows.keySet().stream().map(UUID::toString).toArray(String[]::new));
        arrays.add(
                rows.values().stream().map(row -> Long.toString(row.sequence)).toArray(String[]::new));
        for (Column column : written) {
            int place = place(column);
            @Nullable String[] values = new String[rows.size()];
            int i = 0;
            for (Row row : rows.values()) {
                values[i++] = row.values[place];
            }
            arrays.add(values);
        }
        jdbc.update(sql, statement -> {
            for (int i = 0; i < arrays.size(); i++) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", arrays.get(i)));
            }
        });
    }

    private int place(Column column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(name + " has no column " + column.name());
        }
        return place;
    }

    private static String insert(String table, List<Column> columns) {
        List<Column> all = withKey(columns);
        return "insert into " + table + " as t ("
                + all.stream().map(Column::name).collect(Collectors.joining(", "))
                + ") select * from " + arrays(all)
                + " as v on conflict (id) do update set sequence = excluded.sequence, "
                + columns.stream()
                        .map(c -> c.name() + " = excluded." + c.name())
                        .collect(Collectors.joining(", "))
                + " where t.sequence < excluded.sequence";
    }

    private static String update(String table, List<Column> columns) {
        List<Column> all = withKey(columns);
        return "update " + table + " t set sequence = v.sequence"
                + columns.stream()
                        .map(c -> ", " + c.name() + " = coalesce(v." + c.name() + ", t." + c.name() + ")")
                        .collect(Collectors.joining())
                + " from " + arrays(all) + " as v ("
                + all.stream().map(Column::name).collect(Collectors.joining(", "))
                + ") where t.id = v.id and t.sequence < v.sequence";
    }

    private static List<Column> withKey(List<Column> columns) {
        List<Column> all = new ArrayList<>(List.of(ID, SEQUENCE));
        all.addAll(columns);
        return all;
    }

    private static String arrays(List<Column> columns) {
        return columns.stream()
                .map(c -> "?::text[]::" + c.type() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    private static final class Batch {
        private final Map<UUID, Row> rows = new LinkedHashMap<>();
    }

    /** What is known of one thing at the end of the batch. */
    public static final class Row {

        private final Map<Column, Integer> places;
        private final @Nullable String[] values;
        private final boolean whole;
        private long sequence = -1;

        private Row(Map<Column, Integer> places, int size, boolean whole) {
            this.places = places;
            this.values = new String[size];
            this.whole = whole;
        }

        /** Null means unknown in a whole row and unchanged in a change, also when both are in one batch. */
        public Row set(Column column, @Nullable Object value) {
            Integer place = places.get(column);
            if (place == null) {
                throw new IllegalArgumentException("there is no column " + column.name());
            }
            if (value != null) {
                values[place] = value.toString();
            }
            return this;
        }
    }
}
