package org.roaminghub.projection.tariff;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Conditions;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.Scope;
import org.roaminghub.projection.ViewList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the list of tariffs. Times are the owner's last_updated. */
public final class TariffView {

    static final String TABLE = "read.tariff_list";
    static final String PUBLISHED = "PUBLISHED";
    static final String WITHDRAWN = "WITHDRAWN";

    /** What {@link Filter#status} may be. */
    public static final List<String> STATUSES = List.of(PUBLISHED, WITHDRAWN);

    private final JdbcTemplate jdbc;
    private final ViewList list;

    public TariffView(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.list = new ViewList(jdbc, TABLE);
    }

    public Page<ViewList.Item> page(Filter filter, Scope scope, @Nullable String after, int limit) {
        Conditions conditions = filter.conditions("reported_at", "owner");
        scope.restrict(conditions, "owner");
        return list.page(conditions, after, limit);
    }

    /** By the hub's id or the owner's. */
    public List<ViewList.Item> find(String id, Scope scope) {
        Conditions conditions = new Conditions().and("(id = ? or fid = ?)", Filter.idOrNone(id), Filter.key(id));
        scope.restrict(conditions, "owner");
        return list.few(conditions);
    }

    /** Of each tariff the newest event that publishes it. */
    public Map<UUID, Long> published(Collection<UUID> tariffs) {
        Map<UUID, Long> found = new LinkedHashMap<>();
        jdbc.query(
                "select id, published from " + TABLE + " where id = any(string_to_array(?, ',')::uuid[])",
                row -> {
                    found.put(row.getObject("id", UUID.class), row.getLong("published"));
                },
                tariffs.stream().map(UUID::toString).collect(Collectors.joining(",")));
        return found;
    }
}
