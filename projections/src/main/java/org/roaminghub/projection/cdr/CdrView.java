package org.roaminghub.projection.cdr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of CDRs. Times are those of the session's start. Refused ones are shown only where they are asked for. */
public final class CdrView {

    static final String TABLE = "read.cdr_list";
    static final String ACCEPTED = "ACCEPTED";
    static final String REFUSED = "REFUSED";
    static final String CREDITED = "CREDITED";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(ACCEPTED, REFUSED, CREDITED);

    private final ViewList list;

    public CdrView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("started_at", "cpo", "emsp");
        filter.atEvse(conditions);
        String session = filter.session();
        if (session != null) {
            conditions.and("(session = ? or session_ref = ?)", Filter.idOrNone(session), Filter.key(session));
        }
        if (filter.status() == null) {
            conditions.and("status <> ?", REFUSED);
        }
        scope.restrict(conditions, "cpo", "emsp");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id, also a refused one, or by the CPO's; two when it is not clear which is meant. */
    public List<ViewList.Item> find(String id, Scope scope) {
        Conditions conditions = new Conditions()
                .and("(id = ? or (fid = ? and status <> ?))", Filter.idOrNone(id), Filter.key(id), REFUSED);
        scope.restrict(conditions, "cpo", "emsp");
        return list.few(conditions);
    }
}
