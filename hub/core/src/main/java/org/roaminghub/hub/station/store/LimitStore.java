package org.roaminghub.hub.station.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Limits;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_limit}. */
public final class LimitStore {

    private final JdbcClient jdbc;

    public LimitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the start that the station will name by that number; an earlier one of it is over. */
    public void put(StationId station, int remoteStart, Limits limits, Instant now) {
        jdbc.sql("""
                        insert into hub.station_limit
                            (station, remote_start, max_wh, max_s, max_cost, currency, max_soc, set_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (station, remote_start) do update set max_wh = excluded.max_wh, max_s = excluded.max_s,
                            max_cost = excluded.max_cost, currency = excluded.currency, max_soc = excluded.max_soc,
                            set_at = excluded.set_at""")
                .params(Arrays.asList(
                        station.value(),
                        remoteStart,
                        limits.energyWh() == null ? null : limits.energyWh().value(),
                        limits.durationS() == null ? null : limits.durationS().value(),
                        limits.cost() == null ? null : limits.cost().amount(),
                        limits.cost() == null ? null : limits.cost().currency(),
                        limits.socPercent(),
                        StationStore.utc(now)))
                .update();
    }

    /** Of one that was sent since then. */
    public Optional<Limits> find(StationId station, int remoteStart, Instant since) {
        return jdbc.sql("""
                        select max_wh, max_s, max_cost, currency, max_soc from hub.station_limit
                        where station = ? and remote_start = ? and set_at >= ?""")
                .params(station.value(), remoteStart, StationStore.utc(since))
                .query((row, n) -> limits(
                        row.getBigDecimal(1),
                        row.getBigDecimal(2),
                        row.getBigDecimal(3),
                        row.getString(4),
                        row.getBigDecimal(5)))
                .optional();
    }

    private static Limits limits(
            @Nullable BigDecimal wh,
            @Nullable BigDecimal s,
            @Nullable BigDecimal cost,
            @Nullable String currency,
            @Nullable BigDecimal soc) {
        return new Limits(
                wh == null ? null : new Energy(wh),
                s == null ? null : new Span(s),
                cost == null || currency == null ? null : new Money(cost, currency),
                null,
                null,
                soc);
    }

    public void remove(StationId station, int remoteStart) {
        jdbc.sql("delete from hub.station_limit where station = ? and remote_start = ?")
                .params(station.value(), remoteStart)
                .update();
    }

    public int deleteOlder(Instant before) {
        return jdbc.sql("delete from hub.station_limit where set_at < ?")
                .param(StationStore.utc(before))
                .update();
    }
}
