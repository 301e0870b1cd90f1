package org.roaminghub.app.projection;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Cursor;
import org.roaminghub.projection.Page;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The history in pages, ending at the oldest transaction that still runs. Without a thing to look for it is read in the
 * store's own order (transaction, position); else in the order in which the index got to know of the events.
 */
public final class EventHistory {

    private static final String COLUMNS =
            "e.position, e.event_id, e.name, e.version, e.stream, e.sequence, e.recorded_at, e.payload, e.envelope";

    private final JdbcTemplate jdbc;

    public EventHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** As stored: {@code payload} and {@code envelope} are JSON, personal fields sealed. */
    public record Entry(
            long position,
            UUID eventId,
            String name,
            String version,
            String stream,
            long sequence,
            Instant recordedAt,
            String payload,
            String envelope) {}

    /**
     * {@code mentions}: of each of these sets the event speaks of at least one (a party, a session …). {@code from} is
     * inclusive, {@code to} exclusive.
     */
    public record Query(
            List<Set<UUID>> mentions,
            @Nullable String stream,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to) {

        public Query {
            mentions = List.copyOf(mentions);
        }
    }

    private record Found(Entry entry, long transaction) {
        Cursor cursor() {
            return new Cursor(transaction, Long.toString(entry.position()));
        }
    }

    /** Throws IllegalArgumentException when {@code after} is no cursor of ours. */
    public Page<Entry> page(Query query, @Nullable String after, int limit) {
        Cursor cursor = Cursor.parse(after);
        if (query.mentions.stream().anyMatch(Collection::isEmpty)) {
            return new Page<>(List.of(), null);
        }
        List<Object> values = new ArrayList<>();
        String sql = query.mentions.isEmpty()
                ? inStoreOrder(query, cursor, limit + 1, values)
                : byIndex(query, cursor, limit + 1, values);
        List<Found> found = jdbc.query(sql, EventHistory::found, values.toArray());
        return Cursor.page(found, limit, Found::cursor)
                .map(page -> page.stream().map(Found::entry).toList());
    }

    private static String inStoreOrder(Query query, @Nullable Cursor cursor, int limit, List<Object> values) {
        String filters = filters(query, values);
        String behind = behind("e.tx_id", cursor, values);
        values.add(limit);
        return "select e.tx_id::text as tx, " + COLUMNS + " from hub.event e where "
                + "e.tx_id < pg_snapshot_xmin(pg_current_snapshot())" + filters + behind
                + " order by e.tx_id, e.position limit ?";
    }

    /** A page per thing of the first set, merged: the index then is read only as far as the page goes. */
    private static String byIndex(Query query, @Nullable Cursor cursor, int limit, List<Object> values) {
        values.add(joined(query.mentions.getFirst()));
        String filters = filters(query, values);
        StringBuilder others = new StringBuilder();
        for (Set<UUID> other : query.mentions.subList(1, query.mentions.size())) {
            others.append(
                    " and exists (select 1 from read.history_mention o where o.ref = any(string_to_array(?, ',')::uuid[])"
                            + " and o.listed_tx = r.listed_tx and e.event_id = any(o.events))");
            values.add(joined(other));
        }
        String behind = behind("r.listed_tx", cursor, values);
        if (cursor != null) {
            behind += " and r.listed_tx >= ?::text::xid8"; // what the index can use
            values.add(Long.toString(cursor.transaction()));
        }
        values.add(limit);
        values.add(limit);
        return "select distinct on (x.listed_tx, x.position) x.listed_tx::text as tx, x.*"
                + " from unnest(string_to_array(?, ',')::uuid[]) as d(ref) cross join lateral ("
                + "select r.listed_tx, " + COLUMNS
                + " from read.history_mention r cross join lateral unnest(r.events) as m (event_id)"
                + " join hub.event e on e.event_id = m.event_id where r.ref = d.ref"
                + " and r.listed_tx < pg_snapshot_xmin(pg_current_snapshot())" + filters + others + behind
                + " order by r.listed_tx, e.position limit ?) x order by x.listed_tx, x.position limit ?";
    }

    private static String joined(Set<UUID> refs) {
        return refs.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static String filters(Query query, List<Object> values) {
        StringBuilder filters = new StringBuilder();
        if (query.stream != null) {
            filters.append(" and e.stream = ?");
            values.add(query.stream);
        }
        if (query.type != null) {
            filters.append(" and e.name = ?");
            values.add(query.type);
        }
        if (query.from != null) {
            filters.append(" and e.recorded_at >= ?");
            values.add(query.from.atOffset(ZoneOffset.UTC));
        }
        if (query.to != null) {
            filters.append(" and e.recorded_at < ?");
            values.add(query.to.atOffset(ZoneOffset.UTC));
        }
        return filters.toString();
    }

    private static String behind(String transaction, @Nullable Cursor cursor, List<Object> values) {
        if (cursor == null) {
            return "";
        }
        values.add(Long.toString(cursor.transaction()));
        values.add(position(cursor));
        return " and (" + transaction + ", e.position) > (?::text::xid8, ?::bigint)";
    }

    private static long position(Cursor cursor) {
        try {
            return Long.parseLong(cursor.last());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a cursor is taken from «next» of an earlier page", e);
        }
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                new Entry(
                        row.getLong("position"),
                        row.getObject("event_id", UUID.class),
                        row.getString("name"),
                        row.getString("version"),
                        row.getString("stream"),
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        text(row, "payload"),
                        text(row, "envelope")),
                Long.parseLong(row.getString("tx")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }
}
