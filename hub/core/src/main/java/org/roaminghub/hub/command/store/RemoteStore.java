package org.roaminghub.hub.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.remote_open}, {@code hub.reservation_open} and {@code hub.reservation_number}. */
public final class RemoteStore {

    private static final String COLUMNS =
            "remote, kind, emsp, emsp_role, cpo, platform, request, reply_to, fid, due_at, keep_until";

    private final JdbcClient jdbc;

    public RemoteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * {@code request} is a keyed fingerprint, {@code replyTo} is sealed; {@code fid} is the id of the reservation or session as the
     * partners know it.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            RemoteId remote,
            RemoteKind kind,
            PartyId emsp,
            Role emspRole,
            PartyId cpo,
            PlatformId platform,
            byte[] request,
            byte[] replyTo,
            @Nullable String fid,
            @Nullable Instant dueAt,
            Instant keepUntil) {}

    /** A reservation that holds. */
    public record Reservation(ReservationId reservation, PartyId emsp, PartyId cpo, String fidKey, Instant expiresAt) {}

    /** By what its session is known: the id reserved for it, else a keyed fingerprint of the card, and the EVSE. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Traces(
            @Nullable SessionId session,
            byte @Nullable [] token,
            @Nullable String evseFid) {}

    /** False when the platform sent the same request before. */
    public boolean add(Row row) {
        return jdbc.sql(
                                "insert into hub.remote_open (" + COLUMNS
                                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (platform, request) do nothing")
                        .params(Arrays.asList(
                                row.remote.value(),
                                row.kind.name(),
                                row.emsp.value(),
                                row.emspRole.name(),
                                row.cpo.value(),
                                row.platform.value(),
                                row.request,
                                row.replyTo,
                                row.fid,
                                utcOrNull(row.dueAt),
                                utc(row.keepUntil)))
                        .update()
                == 1;
    }

    public Optional<RemoteId> findRequest(PlatformId platform, byte[] request) {
        return jdbc.sql("select remote from hub.remote_open where platform = ? and request = ?")
                .params(platform.value(), request)
                .query((row, n) -> new RemoteId(row.getObject(1, UUID.class)))
                .optional();
    }

    public Optional<Row> find(RemoteId remote) {
        return jdbc.sql("select " + COLUMNS + " from hub.remote_open where remote = ?")
                .param(remote.value())
                .query(RemoteStore::row)
                .optional();
    }

    public Optional<Row> lock(RemoteId remote) {
        return jdbc.sql("select " + COLUMNS + " from hub.remote_open where remote = ? for update")
                .param(remote.value())
                .query(RemoteStore::row)
                .optional();
    }

    /** {@code dueAt} absent: no result is awaited any more. */
    public void await(RemoteId remote, @Nullable Instant dueAt) {
        jdbc.sql("update hub.remote_open set due_at = ? where remote = ?")
                .params(Arrays.asList(utcOrNull(dueAt), remote.value()))
                .update();
    }

    /** Those of which no result came in time, longest waiting first. */
    public List<RemoteId> listDue(Instant now, int limit) {
        return jdbc.sql("select remote from hub.remote_open where due_at <= ? order by due_at limit ?")
                .params(utc(now), limit)
                .query((row, n) -> new RemoteId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Forgets what nobody may still answer. */
    public int deleteOlder(Instant now) {
        return jdbc.sql("delete from hub.remote_open where keep_until < ? and due_at is null")
                .param(utc(now))
                .update();
    }

    // --- reservations
    // -------------------------------------------------------------------------------------------------

    /** At any CPO; several where an eMSP gave one id to several. */
    public List<Reservation> listReservations(PartyId emsp, String fidKey) {
        return jdbc.sql("select reservation, emsp, cpo, fid_key, expires_at from hub.reservation_open"
                        + " where emsp = ? and fid_key = ?")
                .params(emsp.value(), fidKey)
                .query(RemoteStore::reservation)
                .list();
    }

    public Optional<Reservation> lockReservation(ReservationId reservation) {
        return jdbc.sql("select reservation, emsp, cpo, fid_key, expires_at from hub.reservation_open"
                        + " where reservation = ? for update")
                .param(reservation.value())
                .query(RemoteStore::reservation)
                .optional();
    }

    /** Or prolongs it. */
    public void keep(Reservation kept, Traces traces) {
        jdbc.sql(
                        "insert into hub.reservation_open (reservation, emsp, cpo, fid_key, expires_at, session, token, evse_fid)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (reservation) do update set expires_at = excluded.expires_at,"
                                + " session = excluded.session, token = excluded.token, evse_fid = excluded.evse_fid")
                .params(Arrays.asList(
                        kept.reservation.value(),
                        kept.emsp.value(),
                        kept.cpo.value(),
                        kept.fidKey,
                        utc(kept.expiresAt),
                        traces.session == null ? null : traces.session.value(),
                        traces.token,
                        traces.evseFid))
                .update();
    }

    /** The one that a session which began then makes use of; a reserved id tells surest. */
    public Optional<ReservationId> findUsed(PartyId cpo, PartyId emsp, Traces session, Instant began) {
        return jdbc.sql("select reservation from hub.reservation_open where cpo = ? and emsp = ? and (session = ?"
                        + " or (token = ? and expires_at > ?"
                        + " and (evse_fid is null or ?::text is null or upper(evse_fid) = upper(?::text))))"
                        + " order by (session = ?) desc nulls last, expires_at limit 1")
                .params(Arrays.asList(
                        cpo.value(),
                        emsp.value(),
                        session.session == null ? null : session.session.value(),
                        session.token,
                        utc(began),
                        session.evseFid,
                        session.evseFid,
                        session.session == null ? null : session.session.value()))
                .query((row, n) -> new ReservationId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** False when it had ended. */
    public boolean end(ReservationId reservation) {
        return jdbc.sql("delete from hub.reservation_open where reservation = ?")
                        .param(reservation.value())
                        .update()
                == 1;
    }

    public List<ReservationId> listExpired(Instant now, int limit) {
        return jdbc.sql(
                        "select reservation from hub.reservation_open where expires_at <= ? order by expires_at limit ?")
                .params(utc(now), limit)
                .query((row, n) -> new ReservationId(row.getObject(1, UUID.class)))
                .list();
    }

    private static Reservation reservation(ResultSet row, int n) throws SQLException {
        return new Reservation(
                new ReservationId(row.getObject(1, UUID.class)),
                new PartyId(row.getString(2)),
                new PartyId(row.getString(3)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return new Row(
                new RemoteId(row.getObject("remote", UUID.class)),
                RemoteKind.valueOf(row.getString("kind")),
                new PartyId(row.getString("emsp")),
                Role.valueOf(row.getString("emsp_role")),
                new PartyId(row.getString("cpo")),
                new PlatformId(row.getObject("platform", UUID.class)),
                row.getBytes("request"),
                row.getBytes("reply_to"),
                row.getString("fid"),
                due == null ? null : due.toInstant(),
                row.getObject("keep_until", OffsetDateTime.class).toInstant());
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** The number of the eMSP's reservation with a CPO that counts them; {@code wanted} where that is free. Outside of a command. */
    public int numberOf(PartyId cpo, PartyId emsp, String fidKey, @Nullable Integer wanted) {
        Optional<Integer> known = findNumber(cpo, emsp, fidKey);
        if (known.isPresent()) {
            return known.get();
        }
        if (wanted != null) {
            take(cpo, emsp, fidKey, wanted);
            known = findNumber(cpo, emsp, fidKey);
        }
        while (known.isEmpty()) {
            take(
                    cpo,
                    emsp,
                    fidKey,
                    jdbc.sql("select nextval('hub.reservation_number_free')")
                            .query(Integer.class)
                            .single());
            known = findNumber(cpo, emsp, fidKey);
        }
        return known.get();
    }

    /** Nothing where the number is another's already, or the reservation has one. */
    private void take(PartyId cpo, PartyId emsp, String fidKey, int number) {
        jdbc.sql(
                        "insert into hub.reservation_number (cpo, number, emsp, fid_key) values (?, ?, ?, ?) on conflict do nothing")
                .params(cpo.value(), number, emsp.value(), fidKey)
                .update();
    }

    private Optional<Integer> findNumber(PartyId cpo, PartyId emsp, String fidKey) {
        return jdbc.sql("select number from hub.reservation_number where cpo = ? and emsp = ? and fid_key = ?")
                .params(cpo.value(), emsp.value(), fidKey)
                .query(Integer.class)
                .optional();
    }
}
