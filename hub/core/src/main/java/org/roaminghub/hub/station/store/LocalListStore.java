package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.station_list} and {@code hub.station_list_entry}. */
public final class LocalListStore {

    private static final String COLUMNS = """
            l.station, l.enabled, l.version, l.checked_at, l.whole, l.most, l.at_once, l.longest, l.without, l.left_out,
            l.failures, l.next_at, l.last_status, l.sent_at,
            (select count(*) from hub.station_list_entry e where e.station = l.station)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    public LocalListStore(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    /** {@code entries}: how many the station has. */
    public record Row(
            StationId station,
            boolean enabled,
            int version,
            @Nullable Instant checkedAt,
            boolean whole,
            @Nullable Integer most,
            @Nullable Integer atOnce,
            int longest,
            @Nullable String without,
            int leftOut,
            int failures,
            @Nullable Instant nextAt,
            @Nullable String lastStatus,
            @Nullable Instant sentAt,
            int entries) {

        /** Its time has come, and what is to be done then isn't done. */
        public boolean isDue(Instant now) {
            return nextAt != null && !nextAt.isAfter(now);
        }
    }

    public Optional<Row> find(StationId station) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_list l where l.station = ?")
                .param(station.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** Of stations that are there and may work: whose time has come, and who booted since they were asked. */
    public List<Row> listDue(Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from hub.station_list l join hub.station s using (station)
                        where s.approved and s.booted_at is not null and s.connected_at is not null and s.gone_since is null
                          and (l.next_at <= ?
                            or (l.failures = 0 and l.enabled and (l.checked_at is null or l.checked_at < s.booted_at)))
                          and (l.without is null or l.without <> coalesce(s.firmware, ''))
                        order by l.next_at nulls last limit ?""")
                .params(StationStore.utc(now), limit)
                .query((row, n) -> row(row))
                .list();
    }

    public boolean isAnyEnabled() {
        return jdbc.sql("select exists (select 1 from hub.station_list where enabled)")
                .query(Boolean.class)
                .single();
    }

    /** There is news for all of them. What failed before keeps its time. */
    public void wake(Instant at) {
        jdbc.sql("""
                        update hub.station_list set next_at = ?
                        where enabled and without is null and failures = 0 and (next_at is null or next_at > ?)""").params(StationStore.utc(at), StationStore.utc(at)).update();
    }

    public void switchTo(StationId station, boolean enabled, Instant now) {
        jdbc.sql("""
                        insert into hub.station_list (station, enabled, next_at) values (?, ?, ?)
                        on conflict (station) do update set enabled = excluded.enabled, next_at = excluded.next_at,
                            failures = 0, without = null, checked_at = null""").params(station.value(), enabled, StationStore.utc(now)).update();
    }

    /** What the station said when it was asked. */
    public void checked(
            StationId station,
            boolean whole,
            @Nullable Integer most,
            @Nullable Integer atOnce,
            int longest,
            Instant now) {
        jdbc.sql("""
                        update hub.station_list set checked_at = ?, whole = whole or ?, most = ?, at_once = ?, longest = ?,
                            without = null where station = ?""")
                .params(Arrays.asList(StationStore.utc(now), whole, most, atOnce, longest, station.value()))
                .update();
    }

    /** It took a message: it has these besides, and those no more. */
    public void took(
            StationId station,
            int version,
            boolean whole,
            Map<TokenId, byte[]> has,
            Collection<TokenId> gone,
            Instant now) {
        if (whole) {
            forget(station);
        }
        batches.batchUpdate(
                """
                insert into hub.station_list_entry (station, token, print) values (?, ?, ?)
                on conflict (station, token) do update set print = excluded.print""",
                has.entrySet().stream()
                        .map(e -> new Object[] {station.value(), e.getKey().value(), e.getValue()})
                        .toList());
        batches.batchUpdate(
                "delete from hub.station_list_entry where station = ? and token = ?",
                gone.stream()
                        .map(token -> new Object[] {station.value(), token.value()})
                        .toList());
        jdbc.sql("""
                        update hub.station_list set version = ?, whole = false, last_status = 'ACCEPTED', sent_at = ?
                        where station = ?""").params(version, StationStore.utc(now), station.value()).update();
    }

    private void forget(StationId station) {
        jdbc.sql("delete from hub.station_list_entry where station = ?")
                .param(station.value())
                .update();
    }

    /** It has no such lists. */
    public void without(StationId station, String firmware) {
        forget(station);
        jdbc.sql("""
                        update hub.station_list set without = ?, version = 0, whole = true, next_at = null, left_out = 0,
                            last_status = 'NOT_SUPPORTED' where station = ?""").params(firmware, station.value()).update();
    }

    public void failed(StationId station, String status, boolean whole, Instant next) {
        jdbc.sql("""
                        update hub.station_list set failures = failures + 1, last_status = ?, whole = whole or ?,
                            next_at = ?, checked_at = null where station = ?""")
                .params(status, whole, StationStore.utc(next), station.value())
                .update();
    }

    /** It has what it should have. Who was switched meanwhile, {@code enabled} no longer being true of it, keeps its time. */
    public void done(StationId station, boolean enabled, int leftOut, @Nullable Instant next) {
        jdbc.sql("""
                        update hub.station_list set failures = 0, left_out = ?,
                            next_at = case when enabled = ? then cast(? as timestamptz) else next_at end
                        where station = ?""")
                .params(Arrays.asList(leftOut, enabled, StationStore.utcOrNull(next), station.value()))
                .update();
    }

    public Map<TokenId, byte[]> entries(StationId station) {
        Map<TokenId, byte[]> entries = new HashMap<>();
        jdbc.sql("select token, print from hub.station_list_entry where station = ?")
                .param(station.value())
                .query((org.springframework.jdbc.core.RowCallbackHandler)
                        row -> entries.put(new TokenId(row.getObject(1, UUID.class)), row.getBytes(2)));
        return entries;
    }

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(
                new StationId(row.getObject(1, UUID.class)),
                row.getBoolean(2),
                row.getInt(3),
                StationStore.time(row, 4),
                row.getBoolean(5),
                whole(row, 6),
                whole(row, 7),
                row.getInt(8),
                row.getString(9),
                row.getInt(10),
                row.getInt(11),
                StationStore.time(row, 12),
                row.getString(13),
                StationStore.time(row, 14),
                row.getInt(15));
    }

    private static @Nullable Integer whole(java.sql.ResultSet row, int column) throws java.sql.SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
