package org.roaminghub.hub.station.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.station_transaction}, {@code hub.transaction_part}, {@code hub.station_expected} and their kin. */
public final class TransactionStore {

    private static final String COLUMNS =
            "transaction, number, station, ocpp_id, evse, start_key, open, close_at, tell_at, content, sequence";

    private final JdbcClient jdbc;

    public TransactionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code content} is sealed; {@code sequence} is the place of the next fact. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            TransactionId transaction,
            int number,
            StationId station,
            String ocppId,
            @Nullable Integer evse,
            byte @Nullable [] startKey,
            boolean open,
            @Nullable Instant closeAt,
            @Nullable Instant tellAt,
            byte[] content,
            long sequence) {}

    /** What partners are to be told of, and whether there is what else may have to be asked for: most have nothing of it. */
    public record Due(Row row, boolean reservations, boolean unpriced) {}

    /** Where a part stands among the others. */
    public record PartRow(String kind, int number, Instant at) {}

    /** A start that a command led to. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Expected(
            int number, RemoteId remote, StationId station, int evse, byte[] token, byte[] content, Instant until) {}

    public record ReservationRow(int number, StationId station, int evse) {}

    public int nextNumber() {
        return jdbc.sql("select nextval('hub.transaction_number')::int")
                .query(Integer.class)
                .single();
    }

    /** False when there is an equal one. */
    public boolean add(Row row) {
        return jdbc.sql("insert into hub.station_transaction (" + COLUMNS
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(Arrays.asList(
                                row.transaction.value(),
                                row.number,
                                row.station.value(),
                                row.ocppId,
                                row.evse,
                                row.startKey,
                                row.open,
                                StationStore.utcOrNull(row.closeAt),
                                StationStore.utcOrNull(row.tellAt),
                                row.content,
                                row.sequence))
                        .update()
                == 1;
    }

    /** At the end of the running command: nobody reads the row in it again. */
    public void update(Row row) {
        LateRows.add(
                new LateRows.Row(
                        """
                        update hub.station_transaction
                        set evse = ?, open = ?, close_at = ?, tell_at = ?, content = ?, sequence = ?
                        where transaction = ?""",
                        Arrays.asList(
                                row.evse,
                                row.open,
                                StationStore.utcOrNull(row.closeAt),
                                StationStore.utcOrNull(row.tellAt),
                                row.content,
                                row.sequence,
                                row.transaction.value())),
                late -> jdbc.sql(late.sql()).params(late.values()).update());
    }

    public Optional<Row> findByStart(byte[] startKey) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_transaction where start_key = ?")
                .param(startKey)
                .query(TransactionStore::row)
                .optional();
    }

    public Optional<Row> find(StationId station, String ocppId) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_transaction where station = ? and ocpp_id = ?")
                .params(station.value(), ocppId)
                .query(TransactionStore::row)
                .optional();
    }

    public Optional<Row> find(TransactionId transaction) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_transaction where transaction = ?")
                .param(transaction.value())
                .query(TransactionStore::row)
                .optional();
    }

    /** {@code reservations}: of the station. */
    public Optional<Due> findDue(TransactionId transaction) {
        return jdbc.sql("select " + COLUMNS + """
                        , exists (select from hub.station_reserved r where r.station = t.station),
                        exists (select from hub.transaction_price p where p.transaction = t.transaction and p.missing is not null)
                        from hub.station_transaction t where t.transaction = ?""")
                .param(transaction.value())
                .query((row, n) -> new Due(row(row, n), row.getBoolean(12), row.getBoolean(13)))
                .optional();
    }

    public Optional<Row> lock(TransactionId transaction) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_transaction where transaction = ? for update")
                .param(transaction.value())
                .query(TransactionStore::row)
                .optional();
    }

    /** Whether a station other than this one has a transaction of that number. */
    public boolean isAnothers(StationId station, String ocppId) {
        return jdbc.sql("select exists (select from hub.station_transaction where ocpp_id = ? and station <> ?)")
                .params(ocppId, station.value())
                .query(Boolean.class)
                .single();
    }

    public List<Row> listOpen(StationId station) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.station_transaction where station = ? and open order by number")
                .param(station.value())
                .query(TransactionStore::row)
                .list();
    }

    /** The newest first. */
    public List<Row> listNewest(StationId station, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.station_transaction where station = ? order by number desc limit ?")
                .params(station.value(), limit)
                .query(TransactionStore::row)
                .list();
    }

    public List<TransactionId> listToClose(Instant now, int limit) {
        return ids(
                "select transaction from hub.station_transaction where close_at <= ? order by close_at limit ?",
                now,
                limit);
    }

    public List<TransactionId> listToTell(Instant now, int limit) {
        return ids(
                "select transaction from hub.station_transaction where tell_at <= ? order by tell_at limit ?",
                now,
                limit);
    }

    private List<TransactionId> ids(String sql, Instant now, int limit) {
        return jdbc.sql(sql)
                .params(StationStore.utc(now), limit)
                .query((row, n) -> new TransactionId(row.getObject(1, UUID.class)))
                .list();
    }

    /** It is closed then, unless it is to be closed before. */
    public void closeAt(TransactionId transaction, Instant at) {
        jdbc.sql("update hub.station_transaction set close_at = least(close_at, ?) where transaction = ?")
                .params(StationStore.utc(at), transaction.value())
                .update();
    }

    /** Unless there was more news meanwhile. */
    public void told(TransactionId transaction, @Nullable Instant was, @Nullable Instant next, Instant at) {
        jdbc.sql("""
                        update hub.station_transaction
                        set told_at = ?, tell_at = case when tell_at is not distinct from ? then ?::timestamptz else tell_at end
                        where transaction = ?""")
                .params(Arrays.asList(
                        StationStore.utc(at),
                        StationStore.utcOrNull(was),
                        StationStore.utcOrNull(next),
                        transaction.value()))
                .update();
    }

    // --- parts

    /** False when it came before. */
    public boolean addPart(TransactionId transaction, PartRow part) {
        return jdbc.sql(
                                "insert into hub.transaction_part (transaction, kind, number, at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(transaction.value(), part.kind, part.number, StationStore.utc(part.at))
                        .update()
                == 1;
    }

    public List<PartRow> parts(TransactionId transaction) {
        return jdbc.sql("select kind, number, at from hub.transaction_part where transaction = ?")
                .param(transaction.value())
                .query((row, n) -> new PartRow(
                        row.getString(1),
                        row.getInt(2),
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant()))
                .list();
    }

    public void addStray(
            UUID id,
            StationId station,
            String kind,
            String ocppId,
            Instant at,
            @Nullable BigDecimal value,
            Instant now) {
        jdbc.sql("insert into hub.station_stray values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id, station.value(), kind, ocppId, StationStore.utc(at), value, StationStore.utc(now)))
                .update();
    }

    // --- prices

    /** The tariffs that price it: these, unless others were kept before. */
    public List<String> keepTariffs(TransactionId transaction, List<String> tariffs) {
        Supplier<Optional<List<String>>> kept = () -> jdbc.sql("""
                        with kept as (
                            insert into hub.transaction_price (transaction, tariffs) values (?, ?) on conflict do nothing
                            returning tariffs)
                        select tariffs from kept union all
                        select tariffs from hub.transaction_price where transaction = ?""")
                .params(transaction.value(), tariffs.toArray(String[]::new), transaction.value())
                .query((row, n) -> List.of((String[]) row.getArray(1).getArray()))
                .optional();
        // Others that another one has just kept are not seen at first.
        return kept.get().or(kept).orElseThrow();
    }

    /** Why it has no price; absent: it has one. */
    public void priceMissing(TransactionId transaction, @Nullable String why) {
        jdbc.sql("update hub.transaction_price set missing = ? where transaction = ? and missing is distinct from ?")
                .params(Arrays.asList(why, transaction.value(), why))
                .update();
    }

    /** What has no price is due to be told again: perhaps there is one now. */
    public int tellUnpriced(Instant now) {
        return jdbc.sql("""
                        update hub.station_transaction set tell_at = ? where tell_at is null and transaction in
                            (select transaction from hub.transaction_price where missing is not null)""").param(StationStore.utc(now)).update();
    }

    // --- what commands lead to

    public void expect(Expected expected) {
        jdbc.sql(
                        "insert into hub.station_expected (number, remote, station, evse, token, content, until) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        expected.number,
                        expected.remote.value(),
                        expected.station.value(),
                        expected.evse,
                        expected.token,
                        expected.content,
                        StationStore.utc(expected.until))
                .update();
    }

    public void dontExpect(RemoteId remote) {
        jdbc.sql("delete from hub.station_expected where remote = ?")
                .param(remote.value())
                .update();
    }

    /** By its number where the station says it, else by token: the one that was commanded first. */
    public Optional<Expected> findExpected(StationId station, @Nullable Integer number, byte[] token, Instant now) {
        return jdbc.sql("""
                        select number, remote, station, evse, token, content, until from hub.station_expected
                        where station = ? and (number = ?::int or (token = ? and until > ?))
                        order by (number = ?::int) desc nulls last, number limit 1""")
                .params(Arrays.asList(station.value(), number, token, StationStore.utc(now), number))
                .query((row, n) -> new Expected(
                        row.getInt(1),
                        new RemoteId(row.getObject(2, UUID.class)),
                        new StationId(row.getObject(3, UUID.class)),
                        row.getInt(4),
                        row.getBytes(5),
                        row.getBytes(6),
                        row.getObject(7, java.time.OffsetDateTime.class).toInstant()))
                .optional();
    }

    public int forgetExpected(Instant before) {
        return jdbc.sql("delete from hub.station_expected where until < ?")
                .param(StationStore.utc(before))
                .update();
    }

    public int reservation(PartyId emsp, String fidKey, StationId station, int evse) {
        return jdbc.sql("""
                        insert into hub.station_reservation (number, emsp, fid_key, station, evse)
                        values (nextval('hub.transaction_number'), ?, ?, ?, ?)
                        on conflict (emsp, fid_key) do update set station = excluded.station, evse = excluded.evse
                        returning number""")
                .params(emsp.value(), fidKey, station.value(), evse)
                .query(Integer.class)
                .single();
    }

    public Optional<ReservationRow> findReservation(PartyId emsp, String fidKey) {
        return jdbc.sql("select number, station, evse from hub.station_reservation where emsp = ? and fid_key = ?")
                .params(emsp.value(), fidKey)
                .query((row, n) ->
                        new ReservationRow(row.getInt(1), new StationId(row.getObject(2, UUID.class)), row.getInt(3)))
                .optional();
    }

    public void reservedBy(int number, RemoteId remote) {
        jdbc.sql("update hub.station_reservation set remote = ? where number = ?")
                .params(remote.value(), number)
                .update();
    }

    public Optional<RemoteId> findReservedBy(StationId station, int number) {
        return jdbc.sql(
                        "select remote from hub.station_reservation where station = ? and number = ? and remote is not null")
                .params(station.value(), number)
                .query((row, n) -> new RemoteId(row.getObject(1, UUID.class)))
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        int evse = row.getInt(5);
        boolean noEvse = row.wasNull();
        return new Row(
                new TransactionId(row.getObject(1, UUID.class)),
                row.getInt(2),
                new StationId(row.getObject(3, UUID.class)),
                row.getString(4),
                noEvse ? null : evse,
                row.getBytes(6),
                row.getBoolean(7),
                StationStore.time(row, 8),
                StationStore.time(row, 9),
                row.getBytes(10),
                row.getLong(11));
    }
}
