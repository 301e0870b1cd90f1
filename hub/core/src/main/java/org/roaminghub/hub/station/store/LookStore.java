package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of table {@code hub.station}: with which firmware it was asked what it can. */
public final class LookStore {

    private final JdbcClient jdbc;

    public LookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code failures}: how often it kept silent. */
    public record Row(StationId station, String identity, String version, String firmware, int failures) {}

    /** Of stations that are there and may work: those with a firmware that wasn't asked, which booted before then. */
    public List<Row> listDue(Instant now, Instant booted, int limit) {
        return jdbc.sql("""
                        select station, identity, ocpp_version, firmware, look_failures from hub.station
                        where firmware is distinct from asked_firmware and firmware <> '' and booted_at <= ?
                          and approved and connected_at is not null and gone_since is null and ocpp_version is not null
                          and (look_at is null or look_at <= ?)
                        order by booted_at limit ?""")
                .params(StationStore.utc(booted), StationStore.utc(now), limit)
                .query((row, n) -> new Row(
                        new StationId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5)))
                .list();
    }

    public void asked(StationId station, String firmware) {
        jdbc.sql("update hub.station set asked_firmware = ?, look_failures = 0, look_at = null where station = ?")
                .params(firmware, station.value())
                .update();
    }

    /** Nothing where it has another firmware by now. */
    public void failed(Row row, Instant next) {
        jdbc.sql("""
                        update hub.station set look_failures = look_failures + 1, look_at = ?
                        where station = ? and firmware = ?""")
                .params(StationStore.utc(next), row.station().value(), row.firmware())
                .update();
    }
}
