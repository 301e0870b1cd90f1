package org.roaminghub.projection.location;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.roaminghub.vocabulary.EvseId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of locations. Times are the owner's last_updated of the location itself. */
public final class LocationView {

    static final String TABLE = "read.location_list";
    static final String EVSES = "read.evse_list";
    static final String PUBLISHED = "PUBLISHED";
    static final String UNPUBLISHED = "UNPUBLISHED";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(PUBLISHED, UNPUBLISHED);

    private final JdbcTemplate jdbc;
    private final ViewList list;

    public LocationView(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.list = new ViewList(jdbc, TABLE);
    }

    /** An EVSE of a location: the event that describes it last, and what it is doing. */
    public record EvseEntry(
            UUID id,
            UUID location,
            long described,
            @Nullable String status,
            @Nullable Instant statusAt) {}

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("reported_at", "owner");
        String evse = filter.evse();
        if (evse != null) {
            String canonical = EvseId.find(evse).map(EvseId::value).orElse(evse);
            conditions.and(
                    "id in (select location from " + EVSES
                            + " where gone_at is null and (id = ? or evse_id = ? or evse_fid = ?))",
                    Filter.idOrNone(evse),
                    canonical,
                    Filter.key(evse));
        }
        scope.restrict(conditions, "owner");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id or the owner's. */
    public List<ViewList.Item> find(String id, Scope scope) {
        Conditions conditions = new Conditions().and("(id = ? or fid = ?)", Filter.idOrNone(id), Filter.key(id));
        scope.restrict(conditions, "owner");
        return list.few(conditions);
    }

    /** Those that are still there, in order of creation. */
    public List<EvseEntry> evses(Collection<UUID> locations) {
        return jdbc.query(
                "select id, location, described, status, status_at from " + EVSES
                        + " where location = any(string_to_array(?, ',')::uuid[]) and gone_at is null order by id",
                (row, number) -> {
                    OffsetDateTime at = row.getObject("status_at", OffsetDateTime.class);
                    return new EvseEntry(
                            row.getObject("id", UUID.class),
                            row.getObject("location", UUID.class),
                            row.getLong("described"),
                            row.getString("status"),
                            at == null ? null : at.toInstant());
                },
                locations.stream().map(UUID::toString).collect(Collectors.joining(",")));
    }
}
