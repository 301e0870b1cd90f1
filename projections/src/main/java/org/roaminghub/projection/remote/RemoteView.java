package org.roaminghub.projection.remote;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of remote commands. Times are those of the request. */
public final class RemoteView {

    static final String TABLE = "read.remote_list";
    static final String REQUESTED = "REQUESTED";
    static final String ACKNOWLEDGED = "ACKNOWLEDGED";
    static final String COMPLETED = "COMPLETED";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(REQUESTED, ACKNOWLEDGED, COMPLETED);

    private final ViewList list;

    public RemoteView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("requested_at", "cpo", "emsp");
        filter.atEvse(conditions);
        String session = filter.session();
        if (session != null) {
            conditions.and("session = ?", Filter.idOrNone(session));
        }
        scope.restrict(conditions, "cpo", "emsp");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id. */
    public List<ViewList.Item> find(UUID id, Scope scope) {
        Conditions conditions = new Conditions().and("id = ?", id);
        scope.restrict(conditions, "cpo", "emsp");
        return list.few(conditions);
    }
}
