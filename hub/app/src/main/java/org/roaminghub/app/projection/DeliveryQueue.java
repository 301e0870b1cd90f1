package org.roaminghub.app.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Scope;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the deliveries that wait, in order of their making. Core owns the table; nothing is written here. */
public final class DeliveryQueue {

    private final JdbcTemplate jdbc;

    public DeliveryQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code status} is QUEUED or PARKED; {@code refusal} what the last try came to. */
    public record Waiting(
            UUID delivery,
            String object,
            int revision,
            String sender,
            String receiver,
            String status,
            int attempts,
            @Nullable String refusal,
            Instant createdAt,
            Instant dueAt) {}

    /** Those behind {@code after}; times are those of the making. */
    public List<Waiting> list(Filter filter, Scope scope, @Nullable UUID after, int limit) {
        Conditions conditions = new Conditions();
        if (filter.party() != null) {
            conditions.and(
                    "(sender = ? or receiver = ?)",
                    filter.party().value(),
                    filter.party().value());
        }
        if (filter.status() != null) {
            conditions.and("state = ?", filter.status());
        }
        if (filter.from() != null) {
            conditions.and("created_at >= ?", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            conditions.and("created_at < ?", filter.to().atOffset(ZoneOffset.UTC));
        }
        if (after != null) {
            conditions.and("delivery > ?", after);
        }
        scope.restrict(conditions, "sender", "receiver");
        return read(conditions, limit);
    }

    public List<Waiting> find(UUID delivery, Scope scope) {
        Conditions conditions = new Conditions().and("delivery = ?", delivery);
        scope.restrict(conditions, "sender", "receiver");
        return read(conditions, 1);
    }

    private List<Waiting> read(Conditions conditions, int limit) {
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(limit);
        return jdbc.query(
                "select delivery, object, revision, sender, receiver, state, attempts, last_refusal, created_at, due_at"
                        + " from hub.delivery where " + conditions.sql() + " order by delivery limit ?",
                (row, number) -> new Waiting(
                        row.getObject("delivery", UUID.class),
                        row.getString("object"),
                        row.getInt("revision"),
                        row.getString("sender"),
                        row.getString("receiver"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("last_refusal"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("due_at", OffsetDateTime.class).toInstant()),
                values.toArray());
    }
}
