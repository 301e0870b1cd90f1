package org.roaminghub.projection.delivery;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the deliveries that events tell of. Times are those of the newest of these events. */
public final class DeliveryView {

    static final String TABLE = "read.delivery_list";
    static final String QUEUED = "QUEUED";
    static final String PARKED = "PARKED";
    static final String ACKNOWLEDGED = "ACKNOWLEDGED";
    static final String DISCARDED = "DISCARDED";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(QUEUED, PARKED, ACKNOWLEDGED, DISCARDED);

    private final ViewList list;

    public DeliveryView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    /** Deliveries that are over: acknowledged or discarded. The others are core's to list. */
    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions =
                filter.conditions("happened_at", "receiver").and("status in (?, ?)", ACKNOWLEDGED, DISCARDED);
        scope.restrict(conditions, "receiver");
        return list.page(conditions, after, limit);
    }

    public List<ViewList.Item> find(UUID id, Scope scope) {
        Conditions conditions = new Conditions().and("id = ?", id);
        scope.restrict(conditions, "receiver");
        return list.few(conditions);
    }
}
