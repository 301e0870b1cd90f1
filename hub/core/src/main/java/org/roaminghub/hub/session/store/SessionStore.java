package org.roaminghub.hub.session.store;

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
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.SessionStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.session_live}. */
public final class SessionStore {

    private static final String COLUMNS =
            "session, cpo, fid_key, emsp, status, start_at, reported_at, facts, billed_by, authorization_id, evse_key, token_print, reference_print,"
                    + " state, protocol, version, media_type, original";

    private static final String MATCH = """
            select session, how, authorization_id from (
                select session, 'ID' as how, 1 as rank, start_at, authorization_id from hub.session_live where cpo = ? and fid_key = ?
                union all
                select session, 'ID', 1, start_at, authorization_id from hub.session_live where session = cast(? as uuid) and cpo = ?
                union all
                select session, 'REFERENCE', 2, start_at, authorization_id from hub.session_live where cpo = ? and reference_print = ?
                union all
                select session, 'TIME', 3, start_at, authorization_id from hub.session_live
                where cpo = ? and token_print = ? and evse_key = ? and start_at between ? and ?
                    and (reference_print is null or cast(? as bytea) is null)) found
            order by rank, start_at desc limit 1
            """;

    private final JdbcClient jdbc;

    public SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code state} and {@code original} are sealed; the prints are keyed fingerprints. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            SessionId session,
            PartyId cpo,
            String fidKey,
            PartyId emsp,
            SessionStatus status,
            Instant startAt,
            Instant reportedAt,
            long facts,
            @Nullable UUID billedBy,
            @Nullable AuthorizationId authorization,
            @Nullable String evseKey,
            byte @Nullable [] tokenPrint,
            byte @Nullable [] referencePrint,
            byte[] state,
            Protocol protocol,
            String version,
            String mediaType,
            byte[] original) {}

    /** What a CDR says about its session; absent what it doesn't say. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Traces(
            @Nullable String fidKey,
            @Nullable UUID session,
            byte @Nullable [] referencePrint,
            byte @Nullable [] tokenPrint,
            @Nullable String evseKey,
            Instant from,
            Instant to) {}

    /** The session that fits best, and by what. */
    public record Match(
            SessionId session, SessionMatch how, @Nullable AuthorizationId authorization) {}

    public Optional<Row> lock(PartyId cpo, String fidKey) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where cpo = ? and fid_key = ? for update")
                .params(Arrays.asList(cpo.value(), fidKey))
                .query(SessionStore::row)
                .optional();
    }

    public Optional<Row> lock(SessionId session) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where session = ? for update")
                .param(session.value())
                .query(SessionStore::row)
                .optional();
    }

    public Optional<Row> find(SessionId session) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where session = ?")
                .param(session.value())
                .query(SessionStore::row)
                .optional();
    }

    public Optional<Row> find(PartyId cpo, String fidKey) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where cpo = ? and fid_key = ?")
                .params(cpo.value(), fidKey)
                .query(SessionStore::row)
                .optional();
    }

    /** Of any CPO, newest first. */
    public List<Row> listByFid(PartyId emsp, String fidKey) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.session_live where emsp = ? and fid_key = ? order by position desc limit 10")
                .params(emsp.value(), fidKey)
                .query(SessionStore::row)
                .list();
    }

    public Optional<Row> find(PartyId party, Role role, PartyId cpo, String fidKey) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where cpo = ? and fid_key = ? and " + side(role)
                        + " = ?")
                .params(Arrays.asList(cpo.value(), fidKey, party.value()))
                .query(SessionStore::row)
                .optional();
    }

    public Optional<Match> match(PartyId cpo, Traces traces) {
        return jdbc.sql(MATCH)
                .params(Arrays.asList(
                        cpo.value(),
                        traces.fidKey,
                        traces.session,
                        cpo.value(),
                        cpo.value(),
                        traces.referencePrint,
                        cpo.value(),
                        traces.tokenPrint,
                        traces.evseKey,
                        utc(traces.from),
                        utc(traces.to),
                        traces.referencePrint))
                .query((row, n) -> new Match(
                        new SessionId(row.getObject(1, UUID.class)),
                        SessionMatch.valueOf(row.getString(2)),
                        authorization(row)))
                .optional();
    }

    /** False when another command made a session of that CPO and id meanwhile. */
    public boolean add(Row row) {
        return jdbc.sql(
                                "insert into hub.session_live (" + COLUMNS
                                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(Arrays.asList(
                                row.session.value(),
                                row.cpo.value(),
                                row.fidKey,
                                row.emsp.value(),
                                row.status.name(),
                                utc(row.startAt),
                                utc(row.reportedAt),
                                row.facts,
                                row.billedBy,
                                row.authorization == null ? null : row.authorization.value(),
                                row.evseKey,
                                row.tokenPrint,
                                row.referencePrint,
                                row.state,
                                row.protocol.name(),
                                row.version,
                                row.mediaType,
                                row.original))
                        .update()
                == 1;
    }

    /** At the end of the running command: nobody reads the row in it again. */
    public void update(Row row) {
        LateRows.add(
                new LateRows.Row(
                        "update hub.session_live set status = ?, start_at = ?, reported_at = ?, facts = ?, billed_by = ?, evse_key = ?,"
                                + " token_print = ?, reference_print = ?, state = ?, protocol = ?, version = ?, media_type = ?, original = ?"
                                + " where session = ?",
                        Arrays.asList(
                                row.status.name(),
                                utc(row.startAt),
                                utc(row.reportedAt),
                                row.facts,
                                row.billedBy,
                                row.evseKey,
                                row.tokenPrint,
                                row.referencePrint,
                                row.state,
                                row.protocol.name(),
                                row.version,
                                row.mediaType,
                                row.original,
                                row.session.value())),
                late -> jdbc.sql(late.sql()).params(late.values()).update());
    }

    /** Open sessions that nothing was reported of since then and that were not flagged; longest running first. */
    public List<SessionId> listSilent(Instant since, int limit) {
        return odd("flag is null and status <> 'COMPLETED'", since, limit);
    }

    /** Sessions that ended before then, have no CDR and were not flagged for it; oldest first. */
    public List<SessionId> listWithoutCdr(Instant since, int limit) {
        return odd("status = 'COMPLETED'", since, limit);
    }

    /** The first line is the predicate of the index, word for word. */
    private List<SessionId> odd(String condition, Instant since, int limit) {
        return jdbc.sql("select session from hub.session_live"
                        + " where billed_by is null and status <> 'INVALID' and flag is distinct from 'NO_CDR'"
                        + " and start_at < ? and reported_at < ? and " + condition + " order by start_at limit ?")
                .params(Arrays.asList(utc(since), utc(since), limit))
                .query((row, n) -> new SessionId(row.getObject(1, UUID.class)))
                .list();
    }

    /** With the event that says so. False when it was flagged so before. */
    public boolean flag(SessionId session, String flag) {
        return jdbc.sql("update hub.session_live set flag = ?, facts = facts + 1"
                                + " where session = ? and flag is distinct from ?")
                        .params(Arrays.asList(flag, session.value(), flag))
                        .update()
                == 1;
    }

    /** In order of creation, as CPO or as eMSP; bounded by the CPO's last_updated, {@code to} exclusive. */
    public List<Row> list(
            PartyId party,
            Role role,
            @Nullable PartyId counterparty,
            @Nullable Instant from,
            @Nullable Instant to,
            int offset,
            int limit) {
        return jdbc.sql("select " + COLUMNS + " from hub.session_live where " + filter(role)
                        + " order by position offset ? limit ?")
                .params(Arrays.asList(
                        party.value(),
                        text(counterparty),
                        text(counterparty),
                        utc(from),
                        utc(from),
                        utc(to),
                        utc(to),
                        offset,
                        limit))
                .query(SessionStore::row)
                .list();
    }

    public long count(
            PartyId party, Role role, @Nullable PartyId counterparty, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql("select count(*) from hub.session_live where " + filter(role))
                .params(Arrays.asList(
                        party.value(), text(counterparty), text(counterparty), utc(from), utc(from), utc(to), utc(to)))
                .query(Long.class)
                .single();
    }

    private static String filter(Role role) {
        return side(role) + " = ? and (cast(? as text) is null or " + (role == Role.CPO ? "emsp" : "cpo") + " = ?)"
                + " and (cast(? as timestamptz) is null or reported_at >= ?) and (cast(? as timestamptz) is null or reported_at < ?)";
    }

    private static String side(Role role) {
        return role == Role.CPO ? "cpo" : "emsp";
    }

    private static @Nullable String text(@Nullable PartyId party) {
        return party == null ? null : party.value();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable AuthorizationId authorization(ResultSet row) throws SQLException {
        UUID id = row.getObject("authorization_id", UUID.class);
        return id == null ? null : new AuthorizationId(id);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new SessionId(row.getObject("session", UUID.class)),
                new PartyId(row.getString("cpo")),
                row.getString("fid_key"),
                new PartyId(row.getString("emsp")),
                SessionStatus.valueOf(row.getString("status")),
                row.getObject("start_at", OffsetDateTime.class).toInstant(),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getLong("facts"),
                row.getObject("billed_by", UUID.class),
                authorization(row),
                row.getString("evse_key"),
                row.getBytes("token_print"),
                row.getBytes("reference_print"),
                row.getBytes("state"),
                Protocol.valueOf(row.getString("protocol")),
                row.getString("version"),
                row.getString("media_type"),
                row.getBytes("original"));
    }
}
