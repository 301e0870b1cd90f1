package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_job}. */
public final class JobStore {

    /** Of one station; older ones are in the events. */
    private static final int MAX_KEPT = 50;

    /** Until the station said anything. */
    public static final String ASKED = "ASKED";

    private final JdbcClient jdbc;

    public JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Row(
            String kind,
            String requestId,
            String status,
            @Nullable String file,
            int parts,
            boolean complete,
            @Nullable Instant requestedAt,
            Instant updatedAt) {}

    /** It is about to be asked for; a new one of the same id begins anew. */
    public void asked(StationId station, String kind, String requestId, Instant now) {
        jdbc.sql("""
                        insert into hub.station_job (station, kind, request_id, status, requested_at, updated_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (station, kind, request_id) do update set status = excluded.status, file = null,
                            parts = '{}', last_part = null, requested_at = excluded.requested_at,
                            updated_at = excluded.updated_at""")
                .params(station.value(), kind, requestId, ASKED, StationStore.utc(now), StationStore.utc(now))
                .update();
        forgetOlder(station);
    }

    private void forgetOlder(StationId station) {
        jdbc.sql("""
                        delete from hub.station_job where station = ? and (kind, request_id) in (
                            select kind, request_id from hub.station_job where station = ?
                            order by updated_at desc offset ?)""").params(station.value(), station.value(), MAX_KEPT).update();
    }

    /** Its answer; news that overtook it count more. */
    public void answered(
            StationId station, String kind, String requestId, String status, @Nullable String file, Instant now) {
        jdbc.sql("""
                        update hub.station_job set status = case when status = ? then ? else status end, file = ?, updated_at = ?
                        where station = ? and kind = ? and request_id = ?""")
                .params(Arrays.asList(ASKED, status, file, StationStore.utc(now), station.value(), kind, requestId))
                .update();
    }

    /** Without an id it is of what was asked last. */
    public void progressed(StationId station, String kind, @Nullable String requestId, String status, Instant now) {
        int known = jdbc.sql("""
                        update hub.station_job set status = ?, updated_at = ?
                        where station = ? and kind = ? and request_id = coalesce(?::text, (
                            select request_id from hub.station_job where station = ? and kind = ?
                            order by requested_at desc nulls last limit 1))""")
                .params(Arrays.asList(
                        status, StationStore.utc(now), station.value(), kind, requestId, station.value(), kind))
                .update();
        if (known == 0) {
            jdbc.sql("""
                            insert into hub.station_job (station, kind, request_id, status, updated_at) values (?, ?, ?, ?, ?)
                            on conflict do nothing""")
                    .params(station.value(), kind, requestId == null ? "" : requestId, status, StationStore.utc(now))
                    .update();
            forgetOlder(station);
        }
    }

    /** A part of a report; {@code last}: none follows. A repeat changes nothing. */
    public void part(StationId station, String kind, String requestId, int number, boolean last, Instant now) {
        int came = jdbc.sql("""
                        insert into hub.station_job as j (station, kind, request_id, status, parts, last_part, updated_at)
                        values (?, ?, ?, 'RECEIVING', array[?::int], ?::int, ?)
                        on conflict (station, kind, request_id) do update set
                            parts = case when ?::int = any(j.parts) then j.parts else j.parts || ?::int end,
                            last_part = coalesce(excluded.last_part, j.last_part), updated_at = excluded.updated_at
                        returning cardinality(j.parts)""")
                .params(Arrays.asList(
                        station.value(),
                        kind,
                        requestId,
                        number,
                        last ? number : null,
                        StationStore.utc(now),
                        number,
                        number))
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        update hub.station_job set status =
                            case when cardinality(parts) = last_part + 1 then 'COMPLETE' else 'RECEIVING' end
                        where station = ? and kind = ? and request_id = ?""").params(station.value(), kind, requestId).update();
        if (came == 1) {
            forgetOlder(station);
        }
    }

    /** The newest first. */
    public List<Row> list(StationId station) {
        return jdbc.sql("""
                        select kind, request_id, status, file, cardinality(parts),
                            coalesce(cardinality(parts) = last_part + 1, false), requested_at, updated_at
                        from hub.station_job where station = ? order by updated_at desc limit ?""")
                .params(station.value(), MAX_KEPT)
                .query((row, n) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getBoolean(6),
                        StationStore.time(row, 7),
                        row.getObject(8, java.time.OffsetDateTime.class).toInstant()))
                .list();
    }
}
