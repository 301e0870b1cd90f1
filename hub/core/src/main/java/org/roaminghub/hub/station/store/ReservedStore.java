package org.roaminghub.hub.station.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.ReservationEnded.How;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_reserved}. */
public final class ReservedStore {

    private static final String COLUMNS = "reservation, number, station, evse, emsp, made_at, tariffs, how, ended_at,"
            + " transaction, linked_at, settle_at, claimed_at, cdr, held";

    private final JdbcClient jdbc;

    public ReservedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What came of a reservation so far. {@code number}: by which its CDR is called. */
    public record Row(
            ReservationId reservation,
            int number,
            StationId station,
            int evse,
            PartyId emsp,
            Instant madeAt,
            List<String> tariffs,
            @Nullable How how,
            @Nullable Instant endedAt,
            @Nullable TransactionId transaction,
            @Nullable Instant linkedAt,
            @Nullable Instant settleAt,
            @Nullable Instant claimedAt,
            @Nullable CdrId cdr,
            @Nullable String held) {

        public Row {
            tariffs = List.copyOf(tariffs);
        }
    }

    /** The seat that a command is about to reserve; empty: none of an own station. */
    public Optional<TransactionStore.ReservationRow> findSeat(RemoteId remote) {
        return jdbc.sql("select number, station, evse from hub.station_reservation where remote = ?")
                .param(remote.value())
                .query((row, n) -> new TransactionStore.ReservationRow(
                        row.getInt(1), new StationId(row.getObject(2, UUID.class)), row.getInt(3)))
                .optional();
    }

    /** Nothing new where it was only prolonged. */
    public void add(
            ReservationId reservation,
            TransactionStore.ReservationRow seat,
            PartyId emsp,
            Instant madeAt,
            List<String> tariffs) {
        jdbc.sql("""
                        insert into hub.station_reserved
                            (reservation, number, station, ocpp_number, evse, emsp, made_at, tariffs)
                        values (?, nextval('hub.transaction_number'), ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        reservation.value(),
                        seat.station().value(),
                        seat.number(),
                        seat.evse(),
                        emsp.value(),
                        StationStore.utc(madeAt),
                        tariffs.toArray(String[]::new))
                .update();
    }

    public void ended(
            ReservationId reservation, How how, Instant at, @Nullable SessionId session, @Nullable Instant settleAt) {
        jdbc.sql("""
                        update hub.station_reserved set how = ?, ended_at = ?, session = ?, settle_at = ?
                        where reservation = ?""")
                .params(Arrays.asList(
                        how.name(),
                        StationStore.utc(at),
                        session == null ? null : session.value(),
                        StationStore.utcOrNull(settleAt),
                        reservation.value()))
                .update();
    }

    // --- the transaction that began with it

    public Optional<Row> find(TransactionId transaction) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_reserved where transaction = ?")
                .param(transaction.value())
                .query(ReservedStore::row)
                .optional();
    }

    /** By the station's own number; the newest that was made by then and that nobody cancelled. A bill of its own is taken back. */
    public void link(TransactionId transaction, StationId station, int ocppNumber, Instant madeBy, Instant now) {
        link("""
                reservation = (
                    select reservation from hub.station_reserved
                    where station = ? and ocpp_number = ? and made_at <= ?
                      and (how is null or how in ('USED', 'EXPIRED'))
                    order by made_at desc limit 1)""", transaction, now, station.value(), ocppNumber, StationStore.utc(madeBy));
    }

    /** By the session that it ended with. Answers whether there is one. */
    public boolean link(TransactionId transaction, SessionId session, Instant now) {
        return link("session = ?", transaction, now, session.value());
    }

    private boolean link(String which, TransactionId transaction, Instant now, Object... more) {
        List<Object> params =
                new java.util.ArrayList<>(List.of(transaction.value(), StationStore.utc(now), StationStore.utc(now)));
        params.addAll(List.of(more));
        params.add(transaction.value());
        return jdbc.sql("""
                        update hub.station_reserved set transaction = ?, linked_at = ?, held = null,
                            settle_at = case when claimed_at is null then null else ?::timestamptz end
                        where transaction is null and""" + " " + which + " and not exists (select from hub.station_reserved where transaction = ?)")
                        .params(params)
                        .update()
                == 1;
    }

    // --- bills of its own

    public List<Row> listToSettle(Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.station_reserved where settle_at <= ? order by settle_at limit ?")
                .params(StationStore.utc(now), limit)
                .query(ReservedStore::row)
                .list();
    }

    /**
     * Since when its CDR is made: the first time counts. From here on it is held no more, so that nobody decides on it. Empty where
     * something came since it was read: a session, or a person's word.
     */
    public Optional<Instant> claim(Row was, Instant now) {
        return jdbc.sql("""
                        update hub.station_reserved set claimed_at = coalesce(claimed_at, ?), held = null
                        where reservation = ? and settle_at is not distinct from ?
                        returning claimed_at""")
                .params(Arrays.asList(
                        StationStore.utc(now), was.reservation.value(), StationStore.utcOrNull(was.settleAt)))
                .query((row, n) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * {@code next} absent: there is nothing more to do. What came meanwhile, a person's decision or a start, gave it another time:
     * that stays, and so does what was said of it then. A CDR that was made is noted in any case.
     */
    public void settled(Row was, @Nullable CdrId cdr, @Nullable String held, @Nullable Instant next) {
        jdbc.sql("""
                        update hub.station_reserved set cdr = ?,
                            held = case when settle_at is not distinct from ? then ? else held end,
                            settle_at = case when settle_at is not distinct from ? then ?::timestamptz else settle_at end
                        where reservation = ?""")
                .params(Arrays.asList(
                        cdr == null ? null : cdr.value(),
                        StationStore.utcOrNull(was.settleAt),
                        held,
                        StationStore.utcOrNull(was.settleAt),
                        StationStore.utcOrNull(next),
                        was.reservation.value()))
                .update();
    }

    /** Nobody knows how far it came. */
    public void again(Row was, Instant next) {
        jdbc.sql(
                        "update hub.station_reserved set settle_at = ? where reservation = ? and settle_at is not distinct from ?")
                .params(Arrays.asList(
                        StationStore.utc(next), was.reservation.value(), StationStore.utcOrNull(was.settleAt)))
                .update();
    }

    /** One whose bill is held, while that may still be decided. */
    public Optional<Row> lockHeld(StationId station, ReservationId reservation) {
        return jdbc.sql("select " + COLUMNS + " from hub.station_reserved where reservation = ? and station = ?"
                        + " and held is not null and cdr is null and transaction is null for update")
                .params(reservation.value(), station.value())
                .query(ReservedStore::row)
                .optional();
    }

    /** With {@code bill} a held one gets its CDR, else it never does. Answers what it is now. */
    public Row decide(ReservationId reservation, boolean bill, Instant now) {
        return jdbc.sql("""
                        update hub.station_reserved set held = null,
                            claimed_at = case when ? then coalesce(claimed_at, ?::timestamptz) else claimed_at end,
                            settle_at = case when ? then ?::timestamptz end
                        where reservation = ?
                        returning\s""" + COLUMNS)
                .params(bill, StationStore.utc(now), bill, StationStore.utc(now), reservation.value())
                .query(ReservedStore::row)
                .single();
    }

    public boolean isOf(StationId station, ReservationId reservation) {
        return jdbc.sql("select exists (select from hub.station_reserved where reservation = ? and station = ?)")
                .params(reservation.value(), station.value())
                .query(Boolean.class)
                .single();
    }

    /** Of a station, the newest first. */
    public List<Row> listNewest(StationId station, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.station_reserved where station = ? order by number desc limit ?")
                .params(station.value(), limit)
                .query(ReservedStore::row)
                .list();
    }

    public int deleteOlder(Instant before) {
        return jdbc.sql("delete from hub.station_reserved where ended_at < ? and settle_at is null and held is null")
                .param(StationStore.utc(before))
                .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        String how = row.getString(8);
        UUID transaction = row.getObject(10, UUID.class);
        UUID cdr = row.getObject(14, UUID.class);
        return new Row(
                new ReservationId(row.getObject(1, UUID.class)),
                row.getInt(2),
                new StationId(row.getObject(3, UUID.class)),
                row.getInt(4),
                new PartyId(row.getString(5)),
                row.getObject(6, java.time.OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray(7).getArray()),
                how == null ? null : How.valueOf(how),
                StationStore.time(row, 9),
                transaction == null ? null : new TransactionId(transaction),
                StationStore.time(row, 11),
                StationStore.time(row, 12),
                StationStore.time(row, 13),
                cdr == null ? null : new CdrId(cdr),
                row.getString(15));
    }
}
