package org.roaminghub.projection.authorization;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of authorisations. Times are those of the request. */
public final class AuthorizationView {

    static final String TABLE = "read.authorization_list";
    static final String REQUESTED = "REQUESTED";
    static final String GRANTED = "GRANTED";
    static final String REFUSED = "REFUSED";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(REQUESTED, GRANTED, REFUSED);

    private final ViewList list;

    public AuthorizationView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("requested_at", "cpo", "emsp");
        filter.atEvse(conditions);
        String session = filter.session();
        if (session != null) {
            String key = Filter.key(session);
            conditions.and("(session = ? or cpo_ref = ? or emsp_ref = ?)", Filter.idOrNone(session), key, key);
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
