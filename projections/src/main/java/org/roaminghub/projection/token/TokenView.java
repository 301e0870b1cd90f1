package org.roaminghub.projection.token;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of tokens. Times are the issuer's last_updated. A date that has run out does not change the status. */
public final class TokenView {

    static final String TABLE = "read.token_list";
    static final String VALID = "VALID";
    static final String INVALID = "INVALID";
    static final String WITHDRAWN = "WITHDRAWN";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(VALID, INVALID, WITHDRAWN);

    private final ViewList list;

    public TokenView(JdbcTemplate jdbc) {
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("reported_at", "issuer");
        scope.restrict(conditions, "issuer");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id: an uid is personal data and not a way to find a row here. */
    public List<ViewList.Item> find(UUID id, Scope scope) {
        Conditions conditions = new Conditions().and("id = ?", id);
        scope.restrict(conditions, "issuer");
        return list.few(conditions);
    }
}
