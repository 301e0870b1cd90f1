package org.roaminghub.hub.delivery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.OriginalId;
import org.roaminghub.vocabulary.OriginalRef;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.delivery}. */
public final class DeliveryStore {

    private static final String COLUMNS =
            "delivery, kind, object, lane, revision, sender, receiver, to_role, original_id, original_digest, correlation_id,"
                    + " state, attempts, created_at, queued_at, due_at, leased_until, last_refusal, facts";

    private static final String ADD = """
            with waiting as (select exists (select 1 from hub.delivery where receiver = ? and lane = ? and state = 'QUEUED') as others)
            """ + insert("not others");

    /** Takes away what a newer state of the same object makes needless, unless it is on its way just now. */
    private static final String REPLACE = """
            with gone as (
                delete from hub.delivery where receiver = ? and lane = ? and to_role = ?
                    and (state = 'PARKED' and last_refusal is distinct from 'NOT_EXPRESSIBLE'
                        or state <> 'PARKED' and (leased_until is null or leased_until <= ?))
                returning delivery, state),
            waiting as (select exists (select 1 from hub.delivery where receiver = ? and lane = ? and state = 'QUEUED'
                    and delivery not in (select delivery from gone)) as others,
                exists (select 1 from gone where state = 'QUEUED') as replaced)
            """ + insert("not others and not replaced");

    private static String insert(String alone) {
        return """
                insert into hub.delivery (delivery, kind, object, lane, revision, sender, receiver, to_role, original_id, original_digest,
                    correlation_id, state, alone, attempts, created_at, queued_at, due_at, leased_until, facts)
                select ?, ?, ?, ?, ?, ?, ?, ?, cast(? as uuid), ?, ?, 'QUEUED', %1$s, 0, ?, ?, ?,
                    case when %1$s then cast(? as timestamptz) end, 0
                from waiting
                """.formatted(alone);
    }

    private static final String CLAIM = """
            with picked as (
                select q.delivery from hub.delivery q
                where q.state = 'QUEUED' and q.receiver = ? and q.to_role = ? and q.due_at <= ?
                    and (q.leased_until is null or q.leased_until <= ?)
                    and not exists (select 1 from hub.delivery older where older.receiver = q.receiver and older.lane = q.lane
                        and older.state = 'QUEUED' and older.position < q.position)
                order by q.position limit ? for update skip locked)
            update hub.delivery set leased_until = ? where delivery in (select delivery from picked)
            returning
            """;

    private static final String TAKE = """
            with taken as (
                select delivery as id, receiver as addressee, lane as queue, to_role as role, kind as sort
                from hub.delivery where delivery = ?)
            delete from hub.delivery using taken where receiver = addressee and lane = queue and (delivery = id
                or sort = any(?) and to_role = role and kind = sort and state = 'PARKED')
            returning
            """ + COLUMNS;

    // A loose index scan: as many steps as there are receivers, however long their queues are.
    private static final String RECEIVERS = """
            with recursive step as (
                (select receiver, to_role from hub.delivery where state = 'QUEUED' order by receiver, to_role limit 1)
                union all
                select next.receiver, next.to_role from step cross join lateral (
                    select receiver, to_role from hub.delivery
                    where state = 'QUEUED' and (receiver, to_role) > (step.receiver, step.to_role)
                    order by receiver, to_role limit 1) next)
            select receiver, to_role from step
            """;

    private static final String TELL_LOSSES = """
            insert into hub.loss_told (receiver, object, digest)
            select ?, q.object, q.digest from unnest(cast(? as text[]), cast(? as text[])) as q (object, digest) order by q.object
            on conflict do nothing returning object
            """;

    private final JdbcClient jdbc;

    public DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code facts} = events of its stream so far. */
    public record Row(
            DeliveryId delivery,
            String kind,
            String object,
            String lane,
            int revision,
            PartyId sender,
            PartyId receiver,
            Role toRole,
            @Nullable OriginalRef original,
            String correlationId,
            boolean parked,
            int attempts,
            Instant createdAt,
            Instant queuedAt,
            Instant dueAt,
            @Nullable Instant leasedUntil,
            @Nullable Refusal lastRefusal,
            long facts) {}

    /** Somebody for whom something is queued. */
    public record Receiver(PartyId party, Role role) {}

    /**
     * Queues the row and says whether it is alone in its lane; only then it is leased. One that {@code replaces} older ones of
     * its lane takes them away, unless they are on their way just now; it counts as alone when none of them was queued.
     */
    public boolean add(Row row, boolean replaces, Instant lease) {
        return jdbc.sql((replaces ? REPLACE : ADD) + "returning alone")
                .params(values(row, replaces, lease))
                .query((found, n) -> found.getBoolean(1))
                .single();
    }

    /** As {@link #add}, unleased, at the end of the running command. */
    public void addLate(Row row, boolean replaces) {
        LateRows.add(
                new LateRows.Row(replaces ? REPLACE : ADD, values(row, replaces, null)),
                late -> jdbc.sql(late.sql()).params(late.values()).update());
    }

    private static List<@Nullable Object> values(Row row, boolean replaces, @Nullable Instant lease) {
        OriginalRef original = row.original;
        List<@Nullable Object> values = new ArrayList<>();
        if (replaces) {
            values.addAll(
                    List.of(row.receiver.value(), row.lane, row.toRole.name(), row.createdAt.atOffset(ZoneOffset.UTC)));
        }
        values.addAll(Arrays.asList(
                row.receiver.value(),
                row.lane,
                row.delivery.value(),
                row.kind,
                row.object,
                row.lane,
                row.revision,
                row.sender.value(),
                row.receiver.value(),
                row.toRole.name(),
                original == null ? null : original.original().value(),
                original == null ? null : original.digest(),
                row.correlationId,
                utc(row.createdAt),
                utc(row.queuedAt),
                utc(row.dueAt),
                utc(lease)));
        return values;
    }

    /** Leases the next rows that may be sent: due, first in their lanes, oldest first. */
    public List<Row> claim(Receiver receiver, int max, Instant now, Instant lease) {
        return jdbc.sql(CLAIM + COLUMNS)
                .params(Arrays.asList(
                        receiver.party.value(), receiver.role.name(), utc(now), utc(now), max, utc(lease)))
                .query(DeliveryStore::row)
                .list();
    }

    public void release(DeliveryId delivery) {
        jdbc.sql("update hub.delivery set leased_until = null where delivery = ?")
                .param(delivery.value())
                .update();
    }

    public List<Receiver> receivers() {
        return jdbc.sql(RECEIVERS)
                .query((row, n) -> new Receiver(new PartyId(row.getString(1)), Role.valueOf(row.getString(2))))
                .list();
    }

    /** What waits for the receiver's next try is due now. */
    public void hasten(Receiver receiver, Instant now) {
        jdbc.sql(
                        "update hub.delivery set due_at = ? where state = 'QUEUED' and receiver = ? and to_role = ? and due_at > ?")
                .params(Arrays.asList(utc(now), receiver.party.value(), receiver.role.name(), utc(now)))
                .update();
    }

    public Optional<Row> lock(DeliveryId delivery) {
        return jdbc.sql("select " + COLUMNS + " from hub.delivery where delivery = ? for update")
                .param(delivery.value())
                .query(DeliveryStore::row)
                .optional();
    }

    public List<Row> lockParked(String object) {
        return jdbc.sql("select " + COLUMNS + " from hub.delivery where object = ? and state = 'PARKED' for update")
                .param(object)
                .query(DeliveryStore::row)
                .list();
    }

    public Optional<Row> find(DeliveryId delivery) {
        return jdbc.sql("select " + COLUMNS + " from hub.delivery where delivery = ?")
                .param(delivery.value())
                .query(DeliveryStore::row)
                .optional();
    }

    public void remove(DeliveryId delivery) {
        jdbc.sql("delete from hub.delivery where delivery = ?")
                .param(delivery.value())
                .update();
    }

    /**
     * Removes it and answers what it was; empty when it is gone already. When it is of one of the {@code kinds} of which only the
     * newest state counts, what was parked for the same receiver in the same lane goes, too: withheld before, or refused while
     * this one waited behind it.
     */
    public Optional<Row> take(DeliveryId delivery, Collection<String> kinds) {
        return jdbc
                .sql(TAKE)
                .params(delivery.value(), kinds.toArray(String[]::new))
                .query(DeliveryStore::row)
                .list()
                .stream()
                .filter(row -> row.delivery.equals(delivery))
                .findFirst();
    }

    public void postpone(DeliveryId delivery, int attempts, Instant dueAt, Refusal why) {
        jdbc.sql(
                        "update hub.delivery set attempts = ?, due_at = ?, last_refusal = ?, leased_until = null where delivery = ?")
                .params(Arrays.asList(attempts, utc(dueAt), why.name(), delivery.value()))
                .update();
    }

    public void park(DeliveryId delivery, int attempts, Refusal why) {
        jdbc.sql(
                        "update hub.delivery set state = 'PARKED', attempts = ?, last_refusal = ?, leased_until = null, facts = facts + 1 where delivery = ?")
                .params(Arrays.asList(attempts, why.name(), delivery.value()))
                .update();
    }

    public void requeue(DeliveryId delivery, Instant now) {
        jdbc.sql(
                        "update hub.delivery set state = 'QUEUED', attempts = 0, queued_at = ?, due_at = ?, facts = facts + 1 where delivery = ?")
                .params(Arrays.asList(utc(now), utc(now), delivery.value()))
                .update();
    }

    /** Those of the objects whose losses, by their digests, nobody told the receiver of yet; they are told from now on. */
    public Set<String> tellLosses(PartyId receiver, Map<String, String> digests) {
        List<String> objects = List.copyOf(digests.keySet());
        return Set.copyOf(jdbc.sql(TELL_LOSSES)
                .params(
                        receiver.value(),
                        objects.toArray(String[]::new),
                        objects.stream().map(digests::get).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** What was withheld from the same receiver in the same lane before, because its version can't say it. */
    public Optional<Row> lockWithheld(Row row) {
        return jdbc.sql("select " + COLUMNS
                        + " from hub.delivery where receiver = ? and lane = ? and to_role = ? and kind = ?"
                        + " and state = 'PARKED' and last_refusal = 'NOT_EXPRESSIBLE' and delivery <> ?"
                        + " order by position limit 1 for update")
                .params(row.receiver.value(), row.lane, row.toRole.name(), row.kind, row.delivery.value())
                .query(DeliveryStore::row)
                .optional();
    }

    /** The withheld delivery is of the newer state from now on, which takes no row of its own. */
    public void supersede(DeliveryId withheld, Row newer) {
        OriginalRef original = newer.original;
        remove(newer.delivery);
        jdbc.sql("update hub.delivery set revision = ?, original_id = ?, original_digest = ? where delivery = ?")
                .params(Arrays.asList(
                        newer.revision,
                        original == null ? null : original.original().value(),
                        original == null ? null : original.digest(),
                        withheld.value()))
                .update();
    }

    /** Newest first; null = whatever. */
    public List<Row> list(
            @Nullable Boolean parked, @Nullable PartyId party, @Nullable String object, int offset, int limit) {
        return jdbc.sql("select " + COLUMNS + " from hub.delivery"
                        + " where (cast(? as text) is null or state = ?) and (cast(? as text) is null or receiver = ? or sender = ?)"
                        + " and (cast(? as text) is null or object = ?) order by position desc offset ? limit ?")
                .params(Arrays.asList(
                        state(parked),
                        state(parked),
                        party == null ? null : party.value(),
                        party == null ? null : party.value(),
                        party == null ? null : party.value(),
                        object,
                        object,
                        offset,
                        limit))
                .query(DeliveryStore::row)
                .list();
    }

    public long count(boolean parked) {
        return jdbc.sql("select count(*) from hub.delivery where state = ?")
                .param(state(parked))
                .query(Long.class)
                .single();
    }

    private static @Nullable String state(@Nullable Boolean parked) {
        return parked == null ? null : parked ? "PARKED" : "QUEUED";
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        UUID original = row.getObject("original_id", UUID.class);
        String refusal = row.getString("last_refusal");
        OffsetDateTime lease = row.getObject("leased_until", OffsetDateTime.class);
        return new Row(
                new DeliveryId(row.getObject("delivery", UUID.class)),
                row.getString("kind"),
                row.getString("object"),
                row.getString("lane"),
                row.getInt("revision"),
                new PartyId(row.getString("sender")),
                new PartyId(row.getString("receiver")),
                Role.valueOf(row.getString("to_role")),
                original == null ? null : new OriginalRef(new OriginalId(original), row.getString("original_digest")),
                row.getString("correlation_id"),
                row.getString("state").equals("PARKED"),
                row.getInt("attempts"),
                time(row, "created_at"),
                time(row, "queued_at"),
                time(row, "due_at"),
                lease == null ? null : lease.toInstant(),
                refusal == null ? null : Refusal.valueOf(refusal),
                row.getLong("facts"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
