package org.roaminghub.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Pages of a view's table in the order in which things became known. A page ends at the oldest transaction that still
 * runs, so that a late commit sorts behind what was shown and no page misses it.
 */
public final class ViewList {

    private final JdbcTemplate jdbc;
    private final String table;
    private static final RowMapper<Found> FOUND = (row, number) -> new Found(
            new Item(row.getObject("id", UUID.class), row.getLong("sequence"), row.getString("status")),
            Long.parseLong(row.getString("tx")));

    public ViewList(JdbcTemplate jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** A thing in a list: its stream's key, how much of the stream the view has seen, and where it stands. */
    public record Item(UUID id, long sequence, String status) {}

    private record Found(Item item, long transaction) {
        Cursor cursor() {
            return new Cursor(transaction, item.id().toString());
        }
    }

    /** Throws IllegalArgumentException when {@code after} is no cursor of ours. */
    public Page<Item> page(Conditions conditions, @Nullable String after, int limit) {
        Cursor cursor = Cursor.parse(after);
        List<Object> values = new ArrayList<>(conditions.values());
        String behind = "";
        if (cursor != null) {
            behind = " and (listed_tx, id) > (?::text::xid8, ?::uuid)";
            values.add(Long.toString(cursor.transaction()));
            values.add(Filter.idOrNone(cursor.last()));
        }
        values.add(limit + 1);
        List<Found> found = jdbc.query(
                "select id, sequence, status, listed_tx::text as tx from " + table + " where " + conditions.sql()
                        + behind
                        + " and listed_tx < pg_snapshot_xmin(pg_current_snapshot()) order by listed_tx, id limit ?",
                FOUND,
                values.toArray());
        Page<Found> page = Cursor.page(found, limit, Found::cursor);
        return page.map(items -> items.stream().map(Found::item).toList());
    }

    /** Those that fulfil the conditions, at most two: enough to tell one from several. */
    public List<Item> few(Conditions conditions) {
        return jdbc
                .query(
                        "select id, sequence, status, listed_tx::text as tx from " + table + " where "
                                + conditions.sql() + " order by listed_tx, id limit 2",
                        FOUND,
                        conditions.values().toArray())
                .stream()
                .map(Found::item)
                .toList();
    }
}
