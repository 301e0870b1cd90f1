package org.roaminghub.hub.station.store;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Together;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stations that come and go: after an outage thousands do at the same time, and those are one statement. */
public final class PresenceIntake {

    private static final int MAX_TOGETHER = 128;

    private static final String SQL = """
            update hub.station h
            set ocpp_version = coalesce(s.version, h.ocpp_version),
                connected_at = case when s.version is null then h.connected_at else s.at end,
                gone_since = case when s.version is null then s.at end
            from unnest(?::int[], ?::uuid[], ?::text[], ?::timestamptz[]) as s(place, station, version, at)
            where h.station = s.station
            returning s.place, h.lost""";

    private final JdbcTemplate jdbc;
    private final Together<Said, Boolean> together;

    public PresenceIntake(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.together = new Together<>(MAX_TOGETHER, this::write);
    }

    /** {@code version}: which it speaks; absent: it is gone. */
    private record Said(StationId station, @Nullable String version, Instant at) {}

    /**
     * Durable when it returns, as is {@link #gone}: to be called outside of any transaction. One station comes or goes, one after
     * the other. Answers whether it was noted as lost. Throws DataAccessException when it was not written.
     */
    public boolean connected(StationId station, String version, Instant at) {
        return together.of(new Said(station, version, at));
    }

    public void gone(StationId station, Instant since) {
        together.of(new Said(station, null, since));
    }

    private List<Boolean> write(List<Said> said) {
        Map<Integer, Boolean> lost = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SQL);
                    new Columns<>(
                                    statement,
                                    IntStream.range(0, said.size()).boxed().toList())
                            .add("int4", i -> i)
                            .add("uuid", i -> said.get(i).station.value())
                            .add("text", i -> said.get(i).version)
                            .add("timestamptz", i -> StationStore.utc(said.get(i).at));
                    return statement;
                },
                row -> {
                    lost.put(row.getInt(1), row.getBoolean(2));
                });
        return IntStream.range(0, said.size())
                .mapToObj(i -> lost.getOrDefault(i, false))
                .toList();
    }
}
