package org.roaminghub.hub.tariff.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.TariffId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code hub.tariff} and {@code hub.tariff_version}. What is written goes to the database with the running command's events. */
public final class TariffStore {

    /** Owners that may have a tariff of the same id. */
    private static final int MAX_NAMESAKES = 20;

    private static final String SELECT = """
            select t.tariff, t.number, t.owner, t.fid_key, t.audience, t.reported_at, t.withdrawn, t.sequence, t.content, t.original,
            t.original_protocol, t.original_version, t.original_media_type, t.turns_at from hub.tariff t""";

    private final JdbcClient jdbc;

    public TariffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What makes a tariff the same one. {@code audience} absent = every party under agreement. */
    public record Key(
            PartyId owner, String fidKey, @Nullable PartyId audience) {}

    /**
     * {@code sequence} is the place of the tariff's next fact; {@code content} is the neutral record; {@code turnsAt}: when it next
     * begins or ends to hold, absent = never.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            TariffId tariff,
            long number,
            Key key,
            Instant reportedAt,
            boolean withdrawn,
            long sequence,
            byte[] content,
            byte[] original,
            Protocol protocol,
            String version,
            String mediaType,
            @Nullable Instant turnsAt) {}

    /** Tariffs of these owners that were published to all; {@code from} inclusive and {@code to} exclusive bound the last_updated. */
    public record Filter(
            Collection<PartyId> owners,
            @Nullable Instant from,
            @Nullable Instant to) {}

    public Optional<Row> find(Key key) {
        return byKey(key, "");
    }

    /** Others that want the row wait until the running command has ended. */
    public Optional<Row> lock(Key key) {
        return byKey(key, " for update");
    }

    private Optional<Row> byKey(Key key, String lock) {
        return jdbc.sql(SELECT + " where t.owner = ? and t.fid_key = ? and t.audience = ?" + lock)
                .params(key.owner().value(), key.fidKey(), audience(key.audience()))
                .query(TariffStore::row)
                .optional();
    }

    /** In force, of whoever of these has one of that id, published to all or to one of {@code audiences}. */
    public List<Row> findById(String fidKey, Collection<PartyId> owners, Collection<PartyId> audiences) {
        List<String> told = new ArrayList<>(List.of(texts(audiences)));
        told.add("");
        return jdbc.sql(SELECT + " where t.fid_key = ? and t.owner = any(?) and t.audience = any(?) and not t.withdrawn"
                        + " order by t.audience, t.number limit " + MAX_NAMESAKES)
                .params(fidKey, texts(owners), told.toArray(String[]::new))
                .query(TariffStore::row)
                .list();
    }

    /** In order of creation. */
    public List<Row> page(Filter filter, long after, int offset, int limit) {
        return visible(SELECT, filter, " and t.number > ? order by t.number offset ? limit ?")
                .params(after, offset, limit)
                .query(TariffStore::row)
                .list();
    }

    public long count(Filter filter) {
        return visible("select count(*) from hub.tariff t", filter, "")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec visible(String select, Filter filter, String rest) {
        StringBuilder sql =
                new StringBuilder(select).append(" where t.audience = '' and not t.withdrawn and t.owner = any(?)");
        List<Object> values = new ArrayList<>();
        values.add(texts(filter.owners));
        if (filter.from != null) {
            sql.append(" and t.reported_at >= ?");
            values.add(utc(filter.from));
        }
        if (filter.to != null) {
            sql.append(" and t.reported_at < ?");
            values.add(utc(filter.to));
        }
        return jdbc.sql(sql + rest).params(values);
    }

    /** In force, those that begin or end to hold until then. Others that look wait or find the next ones. Inside a command. */
    public List<Row> lockTurned(Instant now, int limit) {
        return jdbc.sql(SELECT + " where t.turns_at <= ? and not t.withdrawn order by t.turns_at limit ?"
                        + " for update skip locked")
                .params(utc(now), limit)
                .query(TariffStore::row)
                .list();
    }

    public void turned(TariffId tariff, @Nullable Instant next) {
        jdbc.sql("update hub.tariff set turns_at = ? where tariff = ?")
                .params(Arrays.asList(next == null ? null : utc(next), tariff.value()))
                .update();
    }

    public void add(Row row) {
        late(
                """
                insert into hub.tariff (tariff, owner, fid_key, audience, reported_at, withdrawn, sequence, content, original,
                original_protocol, original_version, original_media_type, turns_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        row.tariff.value(),
                        row.key.owner().value(),
                        row.key.fidKey(),
                        audience(row.key.audience()),
                        utc(row.reportedAt),
                        row.withdrawn,
                        row.sequence,
                        row.content,
                        row.original,
                        row.protocol.name(),
                        row.version,
                        row.mediaType,
                        turn(row)));
    }

    public void update(Row row) {
        late(
                """
                update hub.tariff set reported_at = ?, withdrawn = ?, sequence = ?, content = ?, original = ?,
                original_protocol = ?, original_version = ?, original_media_type = ?, turns_at = ? where tariff = ?""",
                Arrays.asList(
                        utc(row.reportedAt),
                        row.withdrawn,
                        row.sequence,
                        row.content,
                        row.original,
                        row.protocol.name(),
                        row.version,
                        row.mediaType,
                        turn(row),
                        row.tariff.value()));
    }

    private static @Nullable OffsetDateTime turn(Row row) {
        return row.turnsAt == null ? null : utc(row.turnsAt);
    }

    /** What became of it, in the order of {@code sequence}. */
    public void addVersion(Row row, Instant since) {
        late(
                "insert into hub.tariff_version (tariff, sequence, since, withdrawn, content) values (?, ?, ?, ?, ?)",
                List.of(row.tariff.value(), row.sequence, utc(since), row.withdrawn, row.content));
    }

    /** What it was at that time; where it wasn't there then, the first that came later. */
    public Optional<byte[]> contentAt(Key key, Instant at) {
        return jdbc.sql("""
                        select v.content, v.withdrawn from hub.tariff_version v join hub.tariff t on t.tariff = v.tariff
                        where t.owner = ? and t.fid_key = ? and t.audience = ? and v.since <= ?
                        order by v.sequence desc limit 1""")
                .params(key.owner().value(), key.fidKey(), audience(key.audience()), utc(at))
                .query((row, n) -> row.getBoolean(2) ? new byte[0] : row.getBytes(1))
                .optional()
                .filter(content -> content.length > 0)
                .or(() -> firstAfter(key, at));
    }

    private Optional<byte[]> firstAfter(Key key, Instant at) {
        return jdbc.sql("""
                        select v.content from hub.tariff_version v join hub.tariff t on t.tariff = v.tariff
                        where t.owner = ? and t.fid_key = ? and t.audience = ? and v.since > ? and not v.withdrawn
                        order by v.sequence limit 1""")
                .params(key.owner().value(), key.fidKey(), audience(key.audience()), utc(at))
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** The owner's id of a tariff, upper case. */
    public Optional<String> findFidKey(TariffId tariff) {
        return jdbc.sql("select fid_key from hub.tariff where tariff = ?")
                .param(tariff.value())
                .query(String.class)
                .optional();
    }

    private void late(String sql, List<@Nullable Object> values) {
        LateRows.add(
                new LateRows.Row(sql, values),
                row -> jdbc.sql(row.sql()).params(row.values()).update());
    }

    private static String[] texts(Collection<PartyId> parties) {
        return parties.stream().map(PartyId::value).toArray(String[]::new);
    }

    private static String audience(@Nullable PartyId one) {
        return one == null ? "" : one.value();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        String audience = row.getString("audience");
        OffsetDateTime turnsAt = row.getObject("turns_at", OffsetDateTime.class);
        return new Row(
                new TariffId(row.getObject("tariff", UUID.class)),
                row.getLong("number"),
                new Key(
                        new PartyId(row.getString("owner")),
                        row.getString("fid_key"),
                        audience.isEmpty() ? null : new PartyId(audience)),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("withdrawn"),
                row.getLong("sequence"),
                row.getBytes("content"),
                row.getBytes("original"),
                Protocol.valueOf(row.getString("original_protocol")),
                row.getString("original_version"),
                row.getString("original_media_type"),
                turnsAt == null ? null : turnsAt.toInstant());
    }
}
