package org.roaminghub.hub.station.store;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Together;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stations that come and go: after an outage thousands do at the same time, and those are one statement. */
public final class PresenceIntake {

    private static final int MAX_TOGETHER = 128;

    /** The newest word on a station counts. */
    private static final String SQL = """
            with said as (
                select distinct on (station) station, version, at
                from unnest(?::uuid[], ?::text[], ?::timestamptz[]) with ordinality as s(station, version, at, place)
                order by station, place desc
            )
            update hub.station h
            set ocpp_version = coalesce(s.version, h.ocpp_version),
                connected_at = case when s.version is null then h.connected_at else s.at end,
                gone_since = case when s.version is null then s.at end
            from said s where h.station = s.station
            returning h.station, h.lost""";

    private final JdbcTemplate jdbc;
    private final Together<Said, Boolean> together;

    public PresenceIntake(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.together = new Together<>(MAX_TOGETHER, this::write);
    }

    /** {@code version}: which it speaks; absent: it is gone. */
    private record Said(StationId station, @Nullable String version, Instant at) {}

    /**
     * Durable when it returns, as is {@link #gone}: to be called outside of any transaction. Answers whether it was noted as lost.
     * Throws DataAccessException when it was not written.
     */
    public boolean connected(StationId station, String version, Instant at) {
        return together.of(new Said(station, version, at));
    }

    public void gone(StationId station, Instant since) {
        together.of(new Said(station, null, since));
    }

    private List<Boolean> write(List<Said> said) {
        Set<UUID> lost = new HashSet<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SQL);
                    new Columns<>(statement, said)
                            .add("uuid", one -> one.station.value())
                            .add("text", one -> one.version)
                            .add("timestamptz", one -> StationStore.utc(one.at));
                    return statement;
                },
                row -> {
                    if (row.getBoolean(2)) {
                        lost.add(row.getObject(1, UUID.class));
                    }
                });
        return said.stream().map(one -> lost.contains(one.station.value())).toList();
    }
}
