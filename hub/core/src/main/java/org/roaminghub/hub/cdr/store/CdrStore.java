package org.roaminghub.hub.cdr.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.OriginalId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.cdr_index}. */
public final class CdrStore {

    private static final String COLUMNS =
            "cdr, cpo, fid_key, emsp, fingerprint, revision, state, refusal, why, session, session_key, reference_print, credit_of,"
                    + " credited_by, original_id, receiver_ref, refused_revision, reported_at, facts";

    private final JdbcClient jdbc;

    public CdrStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a CDR stands. */
    public enum State {
        ACCEPTED,
        CREDITED,
        REFUSED
    }

    /** {@code facts} = events of its stream so far; the prints are keyed fingerprints. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            CdrId cdr,
            PartyId cpo,
            String fidKey,
            PartyId emsp,
            byte @Nullable [] fingerprint,
            int revision,
            State state,
            @Nullable Refusal refusal,
            @Nullable String why,
            @Nullable SessionId session,
            @Nullable String sessionKey,
            byte @Nullable [] referencePrint,
            @Nullable CdrId creditOf,
            @Nullable CdrId creditedBy,
            @Nullable OriginalId original,
            @Nullable String receiverRef,
            @Nullable Integer refusedRevision,
            Instant reportedAt,
            long facts) {

        /** The receiver said no to it as it is now. */
        public boolean isRefusedByReceiver() {
            return refusedRevision != null && refusedRevision == revision;
        }
    }

    /** Everything that ever came from the CPO under that id, the refused too; newest last. */
    public List<Row> ofKey(PartyId cpo, String fidKey) {
        return jdbc.sql("select " + COLUMNS + " from hub.cdr_index where cpo = ? and fid_key = ? and state <> 'REFUSED'"
                        + " union all select " + COLUMNS
                        + " from hub.cdr_index where cpo = ? and fid_key = ? and state = 'REFUSED'")
                .params(Arrays.asList(cpo.value(), fidKey, cpo.value(), fidKey))
                .query(CdrStore::row)
                .list();
    }

    /** The eMSPs of the party's own CDRs of these ids, and the CPOs of those that it got under them. */
    public List<PartyId> partners(PartyId party, List<String> fidKeys) {
        String[] keys = fidKeys.toArray(String[]::new);
        return jdbc.sql("select emsp from hub.cdr_index where cpo = ? and fid_key = any(?) and state <> 'REFUSED'"
                        + " union select cpo from hub.cdr_index where emsp = ? and fid_key = any(?) and state <> 'REFUSED'"
                        + " order by 1")
                .params(party.value(), keys, party.value(), keys)
                .query((row, n) -> new PartyId(row.getString(1)))
                .list();
    }

    /** The one of that id that was taken, locked. */
    public Optional<Row> lockTaken(PartyId cpo, String fidKey) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.cdr_index where cpo = ? and fid_key = ? and state <> 'REFUSED' for update")
                .params(Arrays.asList(cpo.value(), fidKey))
                .query(CdrStore::row)
                .optional();
    }

    /** Late; the command fails with ConcurrencyException when another one took one of that id meanwhile. */
    public void add(Row row) {
        LateRows.add(
                new LateRows.Row(
                        "insert into hub.cdr_index (" + COLUMNS
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        Arrays.asList(
                                row.cdr.value(),
                                row.cpo.value(),
                                row.fidKey,
                                row.emsp.value(),
                                row.fingerprint,
                                row.revision,
                                row.state.name(),
                                row.refusal == null ? null : row.refusal.name(),
                                row.why,
                                row.session == null ? null : row.session.value(),
                                row.sessionKey,
                                row.referencePrint,
                                uuid(row.creditOf),
                                uuid(row.creditedBy),
                                row.original == null ? null : row.original.value(),
                                row.receiverRef,
                                row.refusedRevision,
                                row.reportedAt.atOffset(ZoneOffset.UTC),
                                row.facts)),
                this::addAlone);
    }

    private void addAlone(LateRows.Row late) {
        try {
            jdbc.sql(late.sql()).params(late.values()).update();
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyException("a CDR of that id was taken meanwhile", e);
        }
    }

    /** Puts the next revision in the place of {@code before}; false when another command was faster. */
    public boolean revise(Row row, int before) {
        return jdbc.sql(
                                "update hub.cdr_index set emsp = ?, fingerprint = ?, revision = ?, session = coalesce(?, session), session_key = ?,"
                                        + " reference_print = ?, original_id = ?, receiver_ref = null, reported_at = ?, facts = ?"
                                        + " where cdr = ? and revision = ? and state = 'ACCEPTED'")
                        .params(Arrays.asList(
                                row.emsp.value(),
                                row.fingerprint,
                                row.revision,
                                row.session == null ? null : row.session.value(),
                                row.sessionKey,
                                row.referencePrint,
                                row.original == null ? null : row.original.value(),
                                row.reportedAt.atOffset(ZoneOffset.UTC),
                                row.facts,
                                row.cdr.value(),
                                before))
                        .update()
                == 1;
    }

    public void refusedByReceiver(CdrId cdr, int revision) {
        jdbc.sql("update hub.cdr_index set refused_revision = ? where cdr = ?")
                .params(Arrays.asList(revision, cdr.value()))
                .update();
    }

    public void credit(CdrId cdr, CdrId credit) {
        jdbc.sql("update hub.cdr_index set state = 'CREDITED', credited_by = ?, facts = facts + 1 where cdr = ?")
                .params(Arrays.asList(credit.value(), cdr.value()))
                .update();
    }

    /** The receiver has it. {@code receiverRef} absent: and calls it nothing. */
    public void received(CdrId cdr, @Nullable String receiverRef) {
        jdbc.sql("update hub.cdr_index set receiver_ref = ?, refused_revision = null where cdr = ?")
                .params(Arrays.asList(receiverRef, cdr.value()))
                .update();
    }

    /** Links the first CDR, and no credit, that names this session and has none; by the CPO's id of it, else by the reference. */
    public Optional<CdrId> linkUnlinked(
            PartyId cpo, @Nullable String sessionKey, byte @Nullable [] referencePrint, SessionId session) {
        return jdbc.sql("""
                        with found as (
                            select cdr, position from hub.cdr_index
                            where cpo = ? and session_key = ? and state <> 'REFUSED' and session is null and session_key is not null
                                and credit_of is null
                            union
                            select cdr, position from hub.cdr_index
                            where cpo = ? and reference_print = ? and state <> 'REFUSED' and session is null and reference_print is not null
                                and credit_of is null
                            order by position limit 1)
                        update hub.cdr_index set session = ? where cdr = (select cdr from found) and session is null
                        returning cdr
                        """)
                .params(Arrays.asList(cpo.value(), sessionKey, cpo.value(), referencePrint, session.value()))
                .query((row, n) -> new CdrId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** As CPO or as eMSP, refused ones left out. */
    public Optional<Row> find(PartyId party, Role role, CdrId cdr) {
        return jdbc.sql("select " + COLUMNS + " from hub.cdr_index where cdr = ? and state <> 'REFUSED' and "
                        + side(role) + " = ?")
                .params(Arrays.asList(cdr.value(), party.value()))
                .query(CdrStore::row)
                .optional();
    }

    public Optional<Row> find(CdrId cdr) {
        return jdbc.sql("select " + COLUMNS + " from hub.cdr_index where cdr = ?")
                .param(cdr.value())
                .query(CdrStore::row)
                .optional();
    }

    /** In order of creation; bounded by the CPO's last_updated, {@code to} exclusive. */
    public List<Row> list(
            PartyId party,
            Role role,
            @Nullable PartyId counterparty,
            @Nullable Instant from,
            @Nullable Instant to,
            int offset,
            int limit) {
        return jdbc.sql("select " + COLUMNS + " from hub.cdr_index where " + filter(role)
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
                .query(CdrStore::row)
                .list();
    }

    public long count(
            PartyId party, Role role, @Nullable PartyId counterparty, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql("select count(*) from hub.cdr_index where " + filter(role))
                .params(Arrays.asList(
                        party.value(), text(counterparty), text(counterparty), utc(from), utc(from), utc(to), utc(to)))
                .query(Long.class)
                .single();
    }

    private static String filter(Role role) {
        return "state <> 'REFUSED' and " + side(role) + " = ? and (cast(? as text) is null or "
                + (role == Role.CPO ? "emsp" : "cpo") + " = ?)"
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

    private static @Nullable UUID uuid(@Nullable CdrId cdr) {
        return cdr == null ? null : cdr.value();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String refusal = row.getString("refusal");
        UUID session = row.getObject("session", UUID.class);
        UUID original = row.getObject("original_id", UUID.class);
        int refusedRevision = row.getInt("refused_revision");
        boolean neverRefused = row.wasNull();
        return new Row(
                new CdrId(row.getObject("cdr", UUID.class)),
                new PartyId(row.getString("cpo")),
                row.getString("fid_key"),
                new PartyId(row.getString("emsp")),
                row.getBytes("fingerprint"),
                row.getInt("revision"),
                State.valueOf(row.getString("state")),
                refusal == null ? null : Refusal.valueOf(refusal),
                row.getString("why"),
                session == null ? null : new SessionId(session),
                row.getString("session_key"),
                row.getBytes("reference_print"),
                cdr(row, "credit_of"),
                cdr(row, "credited_by"),
                original == null ? null : new OriginalId(original),
                row.getString("receiver_ref"),
                neverRefused ? null : refusedRevision,
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getLong("facts"));
    }

    private static @Nullable CdrId cdr(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new CdrId(id);
    }
}
