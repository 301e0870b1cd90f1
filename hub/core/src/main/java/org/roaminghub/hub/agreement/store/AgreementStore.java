package org.roaminghub.hub.agreement.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.roaminghub.hub.agreement.AgreementState;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.PartyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.agreement}. */
public final class AgreementStore {

    private static final String SELECT =
            "select agreement, cpo, emsp, currency, editions, terminated_at from hub.agreement";

    private final JdbcClient jdbc;

    public AgreementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Editions(List<AgreementState.Edition> editions) {}

    /** How often the register was changed: greater after every committed change. */
    public long version() {
        return jdbc.sql("select version from hub.agreement_register")
                .query(Long.class)
                .single();
    }

    /** First thing in a command that may change the register: others that want to wait until this one has ended. */
    public void claim() {
        jdbc.sql("update hub.agreement_register set version = version + 1").update();
    }

    public void save(AgreementState state) {
        Instant end = state.terminatedAt();
        jdbc.sql("""
                        insert into hub.agreement (agreement, cpo, emsp, currency, editions, terminated_at)
                        values (?, ?, ?, ?, ?::jsonb, ?)
                        on conflict (agreement) do update
                        set editions = excluded.editions, terminated_at = excluded.terminated_at""")
                .params(
                        state.agreement().value(),
                        state.cpo().value(),
                        state.emsp().value(),
                        state.currency(),
                        new String(HouseJson.rows().write(new Editions(state.editions())), StandardCharsets.UTF_8))
                .param(end == null ? null : end.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Every agreement of the two parties, ended ones too. */
    public List<AgreementState> ofPair(PartyId cpo, PartyId emsp) {
        return jdbc.sql(SELECT + " where cpo = ? and emsp = ? order by number")
                .params(cpo.value(), emsp.value())
                .query((row, n) -> state(row))
                .list();
    }

    /** In order of creation. */
    public List<AgreementState> all() {
        return jdbc.sql(SELECT + " order by number")
                .query((row, n) -> state(row))
                .list();
    }

    private static AgreementState state(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject(6, OffsetDateTime.class);
        byte[] editions = row.getString(5).getBytes(StandardCharsets.UTF_8);
        return new AgreementState(
                new AgreementId(row.getObject(1, UUID.class)),
                new PartyId(row.getString(2)),
                new PartyId(row.getString(3)),
                row.getString(4),
                HouseJson.rows().read(editions, Editions.class).editions,
                end == null ? null : end.toInstant());
    }
}
