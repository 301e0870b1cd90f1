package org.roaminghub.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a row must fulfil to be listed: SQL with question marks, and their values in order. */
public final class Conditions {

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    public Conditions and(String condition, Object... its) {
        sql.append(" and ").append(condition);
        values.addAll(Arrays.asList(its));
        return this;
    }

    public String sql() {
        return sql.toString();
    }

    public List<Object> values() {
        return List.copyOf(values);
    }
}
