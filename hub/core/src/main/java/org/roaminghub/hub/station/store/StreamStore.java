package org.roaminghub.hub.station.store;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.StationStreams;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.station_monitor} and {@code hub.station_stream}. */
public final class StreamStore implements StationStreams {

    /** Of one station; further ones are recorded as they come, and not read. */
    private static final int MAX_KEPT = 1_000;

    private final JdbcClient jdbc;

    public StreamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void monitored(StationId station, int monitor, @Nullable Meter meter) {
        if (meter == null) {
            jdbc.sql("delete from hub.station_monitor where station = ? and id = ?")
                    .params(station.value(), monitor)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into hub.station_monitor (station, id, variable, evse, measurand, phase)
                        select ?, ?, ?, ?, ?, ?
                        where (select count(*) from hub.station_monitor where station = ?) < ?
                        on conflict (station, id) do update set variable = excluded.variable, evse = excluded.evse,
                            measurand = excluded.measurand, phase = excluded.phase""")
                .params(
                        station.value(),
                        monitor,
                        meter.variable(),
                        meter.evse(),
                        meter.measurand(),
                        meter.phase() == null ? "" : meter.phase(),
                        station.value(),
                        MAX_KEPT)
                .update();
    }

    @Override
    public void cleared(StationId station, Collection<Integer> monitors) {
        monitors.forEach(monitor -> monitored(station, monitor, null));
    }

    @Override
    public void opened(StationId station, int stream, int monitor) {
        jdbc.sql("""
                        insert into hub.station_stream (station, id, monitor) select ?, ?, ?
                        where (select count(*) from hub.station_stream where station = ?) < ?
                        on conflict (station, id) do update set monitor = excluded.monitor""")
                .params(station.value(), stream, monitor, station.value(), MAX_KEPT)
                .update();
    }

    @Override
    public void closed(StationId station, int stream) {
        jdbc.sql("delete from hub.station_stream where station = ? and id = ?")
                .params(station.value(), stream)
                .update();
    }

    @Override
    public Optional<Meter> find(StationId station, int stream) {
        return jdbc.sql("""
                        select m.variable, m.evse, m.measurand, m.phase, v.unit from hub.station_stream s
                        join hub.station_monitor m on m.station = s.station and m.id = s.monitor
                        left join hub.station_setting v on v.station = m.station and v.name = m.variable
                        where s.station = ? and s.id = ?""")
                .params(station.value(), stream)
                .query((row, n) -> new Meter(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4).isEmpty() ? null : row.getString(4),
                        row.getString(5)))
                .optional();
    }
}
