package org.roaminghub.hub.station.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Together;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** States as stations send them by the thousand: what several say at the same time is one statement. */
public final class StateIntake {

    private static final int MAX_TOGETHER = 128;

    /** A cable that is still there blocks nobody while its transaction runs; a state that is older than the known one is none. */
    private static final String SQL = """
            with said as (
                select s.*, exists (
                    select from hub.station_transaction t where t.station = s.station and t.evse = s.evse and t.open) as busy
                from unnest(?::int[], ?::uuid[], ?::int[], ?::text[], ?::timestamptz[]) as s(place, station, evse, status, at)
            ), moved as (
                update hub.station_evse e
                set status = case when s.status = 'BLOCKED' and s.busy then 'OCCUPIED' else s.status end, status_at = s.at
                from said s
                where e.station = s.station and e.number = s.evse and e.status_at <= s.at
                returning s.place, e.status
            )
            select s.place, h.party, h.location_fid, s.busy, m.status,
                e.number, e.evse_fid, e.evse_id, e.connectors
            from said s join hub.station h on h.station = s.station
                join hub.station_evse e on e.station = s.station and e.number = s.evse
                left join moved m on m.place = s.place""";

    private final JdbcTemplate jdbc;
    private final Together<Said, Optional<Seen>> together;

    public StateIntake(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.together = new Together<>(MAX_TOGETHER, this::write);
    }

    /** {@code at}: when it was so. */
    public record Said(StationId station, int evse, EvseStatus status, Instant at) {}

    /** {@code status}: what it is from now on; null where that is no news. {@code busy}: a transaction runs there. */
    public record Seen(
            PartyId party,
            String locationFid,
            StationEvse evse,
            @Nullable EvseStatus status,
            boolean busy) {}

    /**
     * Durable when it returns: to be called outside of any transaction, which would hold what others said, too. Empty where there
     * is no such EVSE. One station says one thing at a time. Throws DataAccessException when it was not written.
     */
    public Optional<Seen> note(Said said) {
        return together.of(said);
    }

    private List<Optional<Seen>> write(List<Said> said) {
        Map<Integer, Seen> seen = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SQL);
                    new Columns<>(
                                    statement,
                                    IntStream.range(0, said.size()).boxed().toList())
                            .add("int4", i -> i)
                            .add("uuid", i -> said.get(i).station.value())
                            .add("int4", i -> said.get(i).evse)
                            .add("text", i -> said.get(i).status.name())
                            .add("timestamptz", i -> StationStore.utc(said.get(i).at));
                    return statement;
                },
                row -> {
                    seen.put(row.getInt(1), seen(row));
                });
        return IntStream.range(0, said.size())
                .mapToObj(i -> Optional.ofNullable(seen.get(i)))
                .toList();
    }

    private static Seen seen(ResultSet row) throws SQLException {
        String status = row.getString(5);
        return new Seen(
                new PartyId(row.getString(2)),
                row.getString(3),
                StationStore.evse(row, 6),
                status == null ? null : EvseStatus.valueOf(status),
                row.getBoolean(4));
    }
}
