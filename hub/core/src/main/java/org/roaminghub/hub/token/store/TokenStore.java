package org.roaminghub.hub.token.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.token.store.TokenRow.SealedOriginal;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.Whitelist;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.token}. */
public final class TokenStore {

    /** One uid of one kind has few issuers and audiences; more than this are not looked at. */
    private static final int MAX_CANDIDATES = 100;

    private static final String COLUMNS = """
            select t.token, t.issuer, t.kind, t.form, t.uid_key, t.audience, t.contract_key, t.subject, t.whitelist, t.valid,
            t.valid_until, t.reported_at, t.sequence, t.profile, t.original_protocol, t.original_version,
            t.original_media_type, t.original""";

    private static final String SELECT = COLUMNS + " from hub.token t";

    private static final String BY_KEY =
            " where t.uid_key = ? and t.kind = ? and t.form = ? and t.issuer = ? and t.audience = ?";

    /** A token may be there for one CPO and for all: of those that the reader may see, the newest counts. */
    private static final String VISIBLE = """
             from hub.token t where t.issuer = any(?) and (? or t.audience in ('', ?))
            and t.reported_at >= ? and t.reported_at < ?
            and not exists (select 1 from hub.token o
                where o.uid_key = t.uid_key and o.kind = t.kind and o.form = t.form and o.issuer = t.issuer
                and (? or o.audience in ('', ?)) and (o.reported_at, o.number) > (t.reported_at, t.number))""";

    private final JdbcClient jdbc;

    public TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Tokens of these issuers that {@code reader} may see; absent = the issuer itself, who sees all. {@code from} inclusive and
     * {@code to} exclusive bound the issuer's last_updated.
     */
    public record Filter(
            Collection<PartyId> issuers,
            @Nullable PartyId reader,
            @Nullable Instant from,
            @Nullable Instant to) {}

    public Optional<TokenRow> find(TokenKey key) {
        return byKey(key, "");
    }

    /** Others that want the row wait until the running command has ended. */
    public Optional<TokenRow> lock(TokenKey key) {
        return byKey(key, " for update");
    }

    private Optional<TokenRow> byKey(TokenKey key, String lock) {
        return jdbc.sql(SELECT + BY_KEY + lock)
                .params(
                        key.uidKey(),
                        key.kind().name(),
                        key.form().name(),
                        key.issuer().value(),
                        audience(key.audience()))
                .query((row, n) -> token(row))
                .optional();
    }

    public Optional<TokenRow> find(TokenId token) {
        return jdbc.sql(SELECT + " where t.token = ?")
                .param(token.value())
                .query((row, n) -> token(row))
                .optional();
    }

    /** Whoever issued it, for whichever CPO; newest first. */
    public List<TokenRow> findByUid(byte[] uidKey, TokenKind kind, TokenUid.Form form) {
        return jdbc.sql(SELECT + " where t.uid_key = ? and t.kind = ? and t.form = ? order by t.reported_at desc limit "
                        + MAX_CANDIDATES)
                .params(uidKey, kind.name(), form.name())
                .query((row, n) -> token(row))
                .list();
    }

    public List<TokenRow> findByContract(byte[] contractKey) {
        return jdbc.sql(SELECT + " where t.contract_key = ? order by t.reported_at desc limit " + MAX_CANDIDATES)
                .param(contractKey)
                .query((row, n) -> token(row))
                .list();
    }

    /** In order of creation. */
    public List<TokenRow> page(Filter filter, int offset, int limit) {
        return visible(COLUMNS + VISIBLE + " order by t.number offset ? limit ?", filter)
                .param(offset)
                .param(limit)
                .query((row, n) -> token(row))
                .list();
    }

    public long count(Filter filter) {
        return visible("select count(*)" + VISIBLE, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec visible(String sql, Filter filter) {
        boolean all = filter.reader == null;
        Instant from = filter.from;
        Instant to = filter.to;
        return jdbc.sql(sql)
                .param(filter.issuers.stream().map(PartyId::value).toArray(String[]::new))
                .param(all)
                .param(audience(filter.reader))
                .param(from == null ? OffsetDateTime.MIN : from.atOffset(ZoneOffset.UTC))
                .param(to == null ? OffsetDateTime.MAX : to.atOffset(ZoneOffset.UTC))
                .param(all)
                .param(audience(filter.reader));
    }

    /** False when another command added the same token first; it has committed then. */
    public boolean add(TokenRow row) {
        TokenKey key = row.key();
        return jdbc.sql("""
                        insert into hub.token (token, issuer, kind, form, uid_key, audience, contract_key, subject, whitelist,
                        valid, valid_until, reported_at, sequence, profile, original_protocol, original_version,
                        original_media_type, original)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                row.token().value(),
                                key.issuer().value(),
                                key.kind().name(),
                                key.form().name(),
                                key.uidKey(),
                                audience(key.audience()))
                        .params(content(row))
                        .update()
                == 1;
    }

    public void update(TokenRow row) {
        jdbc.sql("""
                        update hub.token set contract_key = ?, subject = ?, whitelist = ?, valid = ?, valid_until = ?,
                        reported_at = ?, sequence = ?, profile = ?, original_protocol = ?, original_version = ?,
                        original_media_type = ?, original = ? where token = ?""").params(content(row)).param(row.token().value()).update();
    }

    private static List<@Nullable Object> content(TokenRow row) {
        Instant validUntil = row.validUntil();
        return Arrays.asList(
                row.contractKey(),
                row.subject().value(),
                row.whitelist().name(),
                row.valid(),
                validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC),
                row.reportedAt().atOffset(ZoneOffset.UTC),
                row.sequence(),
                row.profile(),
                row.original().protocol().name(),
                row.original().version(),
                row.original().mediaType(),
                row.original().sealed());
    }

    private static String audience(@Nullable PartyId one) {
        return one == null ? "" : one.value();
    }

    private static TokenRow token(ResultSet row) throws SQLException {
        String audience = row.getString(6);
        OffsetDateTime validUntil = row.getObject(11, OffsetDateTime.class);
        return new TokenRow(
                new TokenId(row.getObject(1, UUID.class)),
                new TokenKey(
                        new PartyId(row.getString(2)),
                        TokenKind.valueOf(row.getString(3)),
                        TokenUid.Form.valueOf(row.getString(4)),
                        row.getBytes(5),
                        audience.isEmpty() ? null : new PartyId(audience)),
                row.getBytes(7),
                new SubjectRef(row.getObject(8, UUID.class)),
                Whitelist.valueOf(row.getString(9)),
                row.getBoolean(10),
                validUntil == null ? null : validUntil.toInstant(),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getLong(13),
                row.getBytes(14),
                new SealedOriginal(
                        Protocol.valueOf(row.getString(15)), row.getString(16), row.getString(17), row.getBytes(18)));
    }
}
