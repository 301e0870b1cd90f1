package org.roaminghub.hub.station.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_tariff}. */
public final class DefaultTariffStore {

    private static final String COLUMNS =
            "t.station, t.evse, t.tariff_fid, t.sent_as, t.status, t.sent_at, t.failures, t.next_at";

    private final JdbcClient jdbc;

    public DefaultTariffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code evse} 0: all of the station's. {@code sentAs} absent: the station has it not. {@code status}: of the last try. */
    public record Row(
            StationId station,
            int evse,
            String tariffFid,
            @Nullable String sentAs,
            String status,
            @Nullable Instant sentAt,
            int failures,
            Instant nextAt) {}

    public List<Row> list(StationId station) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_tariff t where t.station = ? order by t.evse")
                .param(station.value())
                .query((row, n) -> row(row))
                .list();
    }

    public Optional<Row> find(StationId station, int evse) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_tariff t where t.station = ? and t.evse = ?")
                .params(station.value(), evse)
                .query((row, n) -> row(row))
                .optional();
    }

    /** Of stations that are there and may work, whose time has come. */
    public List<Row> listDue(Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from hub.station_tariff t join hub.station s using (station)
                        where t.next_at <= ? and s.approved and s.booted_at is not null and s.connected_at is not null
                          and s.gone_since is null
                        order by t.next_at limit ?""")
                .params(StationStore.utc(now), limit)
                .query((row, n) -> row(row))
                .list();
    }

    /** The station took it: for all of its EVSEs it takes the place of what each had. */
    public void took(StationId station, int evse, String tariffFid, String sentAs, Instant now, Instant next) {
        if (evse == 0) {
            jdbc.sql("delete from hub.station_tariff where station = ? and evse <> 0")
                    .param(station.value())
                    .update();
        }
        jdbc.sql("""
                        insert into hub.station_tariff (station, evse, tariff_fid, sent_as, status, sent_at, next_at)
                        values (?, ?, ?, ?, 'Accepted', ?, ?)
                        on conflict (station, evse) do update set tariff_fid = excluded.tariff_fid,
                            sent_as = excluded.sent_as, status = excluded.status, sent_at = excluded.sent_at, failures = 0,
                            next_at = excluded.next_at""")
                .params(station.value(), evse, tariffFid, sentAs, StationStore.utc(now), StationStore.utc(next))
                .update();
    }

    /**
     * It has another content now. News that came meanwhile stays news, here and below. False where it was given another one
     * meanwhile: then nobody knows which it has.
     */
    public boolean sent(Row row, String sentAs, Instant now, Instant next) {
        boolean still = tried(row, sentAs, "Accepted", 0, next);
        if (still) {
            jdbc.sql("update hub.station_tariff set sent_at = ? where station = ? and evse = ?")
                    .params(StationStore.utc(now), row.station().value(), row.evse())
                    .update();
        }
        return still;
    }

    /** It has none any more; {@code status} says why. The tariff may come back. False as {@link #sent}. */
    public boolean cleared(Row row, String status, Instant next) {
        return tried(row, null, status, 0, next);
    }

    /** What it should have it is told once more, all of it. Answers how many that are. */
    public int unsure(StationId station, Instant now) {
        return jdbc.sql("update hub.station_tariff set sent_as = null, next_at = ?, failures = 0 where station = ?")
                .params(StationStore.utc(now), station.value())
                .update();
    }

    public void failed(Row row, String status, Instant next) {
        tried(row, row.sentAs(), status, row.failures() + 1, next);
    }

    /** Nothing is to be done. */
    public void looked(Row row, Instant next) {
        tried(row, row.sentAs(), row.status(), 0, next);
    }

    private boolean tried(Row row, @Nullable String sentAs, String status, int failures, Instant next) {
        return jdbc.sql("""
                        update hub.station_tariff set sent_as = ?, status = ?, failures = ?,
                            next_at = case when next_at = ? then ?::timestamptz else next_at end
                        where station = ? and evse = ? and tariff_fid = ? and sent_as is not distinct from ?""")
                        .params(Arrays.asList(
                                sentAs,
                                status,
                                failures,
                                StationStore.utc(row.nextAt()),
                                StationStore.utc(next),
                                row.station().value(),
                                row.evse(),
                                row.tariffFid(),
                                row.sentAs()))
                        .update()
                == 1;
    }

    /** A tariff is another now, or none. */
    public void wake(String tariffFid, Instant now) {
        jdbc.sql("update hub.station_tariff set next_at = ?, failures = 0 where tariff_fid = ?")
                .params(StationStore.utc(now), tariffFid)
                .update();
    }

    public void forget(StationId station) {
        jdbc.sql("delete from hub.station_tariff where station = ?")
                .param(station.value())
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        Instant next = StationStore.time(row, 8);
        return new Row(
                new StationId(row.getObject(1, UUID.class)),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                StationStore.time(row, 6),
                row.getInt(7),
                next == null ? Instant.EPOCH : next);
    }
}
