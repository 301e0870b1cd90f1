package org.roaminghub.hub.authorization.store;

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
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.SessionId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables {@code hub.request_seen} and {@code hub.grant_open}. */
public final class AuthorizationStore {

    private final JdbcTemplate jdbc;

    public AuthorizationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A grant as found; by an authorisation, or by a command. */
    public record GrantRow(
            UUID key,
            @Nullable AuthorizationId authorization,
            SessionId session,
            PartyId emsp,
            AgreementId agreement,
            Instant grantedAt,
            boolean used) {}

    /** The command fails when the platform sent the same request before. */
    public void addRequest(PlatformId platform, byte[] request, AuthorizationId authorization) {
        addLate(
                "insert into hub.request_seen (platform, request, \"authorization\") values (?, ?, ?)",
                List.of(platform.value(), request, authorization.value()));
    }

    public Optional<AuthorizationId> findRequest(PlatformId platform, byte[] request) {
        return jdbc
                .query(
                        "select \"authorization\" from hub.request_seen where platform = ? and request = ?",
                        (row, n) -> new AuthorizationId(row.getObject(1, UUID.class)),
                        platform.value(),
                        request)
                .stream()
                .findFirst();
    }

    /** Requests between the two ids (UUIDv7: between two times) that have no decision. */
    public List<AuthorizationId> listUndecided(UUID from, UUID to, int limit) {
        return jdbc.query("""
                select r."authorization" from hub.request_seen r
                where r."authorization" >= ? and r."authorization" < ?
                  and not exists (select from hub.event e where e.stream = 'authorization/' || r."authorization" and e.sequence = 1)
                order by 1 limit ?""", (row, n) -> new AuthorizationId(row.getObject(1, UUID.class)), from, to, limit);
    }

    /** Forgets requests and unused grants made before the id. */
    public int deleteBefore(UUID oldest) {
        return jdbc.update("delete from hub.request_seen where \"authorization\" < ?", oldest)
                + jdbc.update("delete from hub.grant_open where \"authorization\" < ?", oldest);
    }

    public void addGrant(
            AuthorizationId authorization,
            SessionId session,
            PartyId cpo,
            PartyId emsp,
            AgreementId agreement,
            byte[] reference,
            byte[] token,
            @Nullable String evseFid,
            Instant at) {
        addLate(
                """
                insert into hub.grant_open ("authorization", session, cpo, emsp, agreement, reference, token, evse_fid, granted_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        authorization.value(),
                        session.value(),
                        cpo.value(),
                        emsp.value(),
                        agreement.value(),
                        reference,
                        token,
                        evseFid,
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC)));
    }

    private void addLate(String sql, List<@Nullable Object> values) {
        LateRows.add(
                new LateRows.Row(sql, values),
                late -> jdbc.update(late.sql(), late.values().toArray()));
    }

    public Optional<GrantRow> findByReference(PartyId cpo, byte[] reference) {
        return jdbc
                .query(
                        SELECT + "where cpo = ? and reference = ? order by granted_at desc limit 1",
                        AuthorizationStore::grant,
                        cpo.value(),
                        reference)
                .stream()
                .findFirst();
    }

    /** The newest unused grant for the token between the two times; one that named another EVSE doesn't count. */
    public Optional<GrantRow> findByToken(
            PartyId cpo, byte[] token, @Nullable String evseFid, Instant from, Instant to) {
        return jdbc
                .query(
                        SELECT
                                + "where cpo = ? and token = ? and not used and granted_at between ? and ?"
                                + " and (evse_fid is null or ?::text is null or upper(evse_fid) = upper(?::text))"
                                + " order by granted_at desc limit 1",
                        AuthorizationStore::grant,
                        cpo.value(),
                        token,
                        OffsetDateTime.ofInstant(from, ZoneOffset.UTC),
                        OffsetDateTime.ofInstant(to, ZoneOffset.UTC),
                        evseFid,
                        evseFid)
                .stream()
                .findFirst();
    }

    public void use(UUID key) {
        addLate("update hub.grant_open set used = true where \"authorization\" = ?", List.of(key));
    }

    public void addPromise(
            UUID command,
            SessionId session,
            PartyId cpo,
            PartyId emsp,
            AgreementId agreement,
            byte @Nullable [] reference,
            byte[] token,
            @Nullable String evseFid,
            Instant at) {
        addLate(
                """
                insert into hub.grant_open ("authorization", session, cpo, emsp, agreement, reference, token, evse_fid, granted_at, by_command)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, true)""",
                Arrays.asList(
                        command,
                        session.value(),
                        cpo.value(),
                        emsp.value(),
                        agreement.value(),
                        reference,
                        token,
                        evseFid,
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC)));
    }

    public void deleteUnused(UUID key) {
        jdbc.update("delete from hub.grant_open where \"authorization\" = ? and not used", key);
    }

    private static final String SELECT =
            "select \"authorization\", session, emsp, agreement, granted_at, used, by_command from hub.grant_open ";

    private static GrantRow grant(ResultSet row, int n) throws SQLException {
        UUID key = row.getObject(1, UUID.class);
        return new GrantRow(
                key,
                row.getBoolean(7) ? null : new AuthorizationId(key),
                new SessionId(row.getObject(2, UUID.class)),
                new PartyId(row.getString(3)),
                new AgreementId(row.getObject(4, UUID.class)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getBoolean(6));
    }
}
