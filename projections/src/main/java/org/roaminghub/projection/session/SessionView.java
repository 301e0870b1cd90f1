package org.roaminghub.projection.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of charging sessions. Times are those of the start. */
public final class SessionView {

    static final String TABLE = "read.session_list";

    private final ViewList list;

    public SessionView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("started_at", "cpo", "emsp");
        filter.atEvse(conditions);
        if (filter.session() != null) {
            named(conditions, filter.session());
        }
        scope.restrict(conditions, "cpo", "emsp");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id or the CPO's or eMSP's; two when it is not clear which is meant. */
    public List<ViewList.Item> find(String id, Scope scope) {
        Conditions conditions = named(new Conditions(), id);
        scope.restrict(conditions, "cpo", "emsp");
        return list.few(conditions);
    }

    private static Conditions named(Conditions conditions, String id) {
        String key = Filter.key(id);
        return conditions.and("(id = ? or cpo_ref = ? or emsp_ref = ?)", Filter.idOrNone(id), key, key);
    }
}
