package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_setting}. */
public final class SettingStore {

    /** Of one station; device models have a few thousand variables. */
    private static final int MAX_KEPT = 20_000;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    public SettingStore(JdbcTemplate jdbc) {
        this.batches = jdbc;
        this.jdbc = JdbcClient.create(jdbc);
    }

    public record Row(Setting setting, Instant updatedAt) {}

    /** What is absent of one that is known stays. */
    public void put(StationId station, Collection<Setting> settings, Instant now) {
        batches.batchUpdate(
                """
                insert into hub.station_setting as s (station, name, value, readonly, data_type, unit, max_limit, updated_at)
                select ?, ?, ?, ?, ?, ?, ?, ?
                where (select count(*) from hub.station_setting where station = ?) < ?
                on conflict (station, name) do update set value = excluded.value,
                    readonly = coalesce(excluded.readonly, s.readonly), data_type = coalesce(excluded.data_type, s.data_type),
                    unit = coalesce(excluded.unit, s.unit), max_limit = coalesce(excluded.max_limit, s.max_limit),
                    updated_at = excluded.updated_at""",
                settings.stream()
                        .map(s -> Arrays.<@Nullable Object>asList(
                                        station.value(),
                                        s.name(),
                                        s.value(),
                                        s.readOnly(),
                                        s.dataType(),
                                        s.unit(),
                                        s.maxLimit(),
                                        StationStore.utc(now),
                                        station.value(),
                                        MAX_KEPT)
                                .toArray())
                        .toList());
    }

    /** It has them no more. */
    public void remove(StationId station, Collection<String> names) {
        if (!names.isEmpty()) {
            jdbc.sql("delete from hub.station_setting where station = ? and name = any(?)")
                    .params(station.value(), names.toArray(String[]::new))
                    .update();
        }
    }

    public List<Row> list(StationId station) {
        return jdbc.sql("""
                        select name, value, readonly, data_type, unit, max_limit, updated_at from hub.station_setting
                        where station = ? order by name""")
                .param(station.value())
                .query((row, n) -> new Row(
                        new Setting(
                                row.getString(1),
                                row.getString(2),
                                (Boolean) row.getObject(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)),
                        row.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Of those names what is known and can be read. */
    public Map<String, String> find(StationId station, List<String> names) {
        return jdbc
                .sql("""
                        select name, value from hub.station_setting
                        where station = ? and name = any(?) and value is not null""")
                .params(station.value(), names.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How much of it there may be, as a station's report said. */
    public Optional<Integer> findMaxLimit(StationId station, String name) {
        return jdbc.sql("""
                        select least(max_limit::numeric, 2147483647)::int from hub.station_setting
                        where station = ? and name = ? and max_limit is not null""").params(station.value(), name).query(Integer.class).optional();
    }
}
