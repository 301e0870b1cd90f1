package org.roaminghub.hub.station.store;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Together;
import org.roaminghub.hub.station.store.MeterStore.Sample;
import org.roaminghub.vocabulary.StationId;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Readings as stations send them by the thousand: what several say at the same time is one statement, with what follows of it
 * for the transactions that run there.
 */
public final class ReadingIntake {

    private static final int MAX_TOGETHER = 128;

    /**
     * Readings of a transaction that the hub doesn't know belong to none that it does; the ids 0 and -1 say that the station never
     * heard its own (facts §5). Partners are told of what runs there: at once, where they heard nothing for a while.
     */
    private static final String SQL = """
            with said as (
                select * from unnest(?::uuid[], ?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::numeric[])
                    as said(station, evse, ocpp_id, received_at, at, measurand, context, phase, place, value)
            ), kept as (
                insert into hub.meter_sample
                    (station, evse, at, measurand, context, phase, place, transaction, value, received_at)
                select s.station, s.evse, s.at, s.measurand, s.context, s.phase, s.place,
                    case when s.ocpp_id is null then null
                         when t.transaction is not null then t.transaction
                         when s.ocpp_id in ('0', '-1') then null
                         else '00000000-0000-0000-0000-000000000000'::uuid end,
                    s.value, s.received_at
                from said s left join hub.station_transaction t on t.station = s.station and t.ocpp_id = s.ocpp_id
                on conflict do nothing
            )
            update hub.station_transaction t
            set tell_at = case when t.told_at is null or t.told_at < s.received_at - ?::interval then s.received_at
                               else s.received_at + ?::interval end
            from (select station, evse, max(received_at) as received_at from said group by station, evse) s
            where t.station = s.station and t.evse = s.evse and t.open and t.tell_at is null""";

    private final JdbcTemplate jdbc;
    private final String tellEvery;
    private final Together<Said, Boolean> together;

    /** {@code tellEvery}: partners are told of one transaction no more often. */
    public ReadingIntake(JdbcTemplate jdbc, Duration tellEvery) {
        this.jdbc = jdbc;
        this.tellEvery = tellEvery.toSeconds() + " seconds";
        this.together = new Together<>(MAX_TOGETHER, this::add);
    }

    /** {@code transaction}: the station's own id of it. */
    public record Said(
            StationId station, int evse, @Nullable String transaction, List<Sample> samples, Instant received) {}

    private record Row(Said said, Sample sample) {}

    /**
     * Durable when it returns: to be called outside of any transaction, which would hold what others said, too. A repeat changes
     * nothing. Throws DataAccessException when it was not written.
     */
    public void keep(Said said) {
        if (!said.samples.isEmpty() && !together.of(said)) {
            write(List.of(said));
        }
    }

    /** False where one of them can't be written: each is on its own then, and only who erred fails. */
    private List<Boolean> add(List<Said> said) {
        try {
            write(said);
            return Collections.nCopies(said.size(), true);
        } catch (NonTransientDataAccessException | ConcurrencyFailureException refused) {
            return Collections.nCopies(said.size(), false);
        }
    }

    private void write(List<Said> said) throws DataAccessException {
        List<Row> rows = said.stream()
                .flatMap(one -> one.samples.stream().map(sample -> new Row(one, sample)))
                .toList();
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(SQL);
            new Columns<>(statement, rows)
                    .add("uuid", row -> row.said.station.value())
                    .add("int4", row -> row.said.evse)
                    .add("text", row -> row.said.transaction)
                    .add("timestamptz", row -> StationStore.utc(row.said.received))
                    .add("timestamptz", row -> StationStore.utc(row.sample.at()))
                    .add("text", row -> row.sample.measurand())
                    .add("text", row -> row.sample.context())
                    .add("text", row -> orEmpty(row.sample.phase()))
                    .add("text", row -> orEmpty(row.sample.place()))
                    .add("numeric", row -> row.sample.value())
                    .put(tellEvery)
                    .put(tellEvery);
            return statement;
        });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
