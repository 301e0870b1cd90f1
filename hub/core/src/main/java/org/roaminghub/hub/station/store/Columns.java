package org.roaminghub.hub.station.store;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of one statement as arrays, a column each, for {@code unnest}. */
final class Columns<T> {

    private final PreparedStatement statement;
    private final List<T> rows;
    private int place;

    Columns(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /** As the statement's next parameter; {@code type}: the name that PostgreSQL has for it. */
    Columns<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
        Connection connection = statement.getConnection();
        Array column = connection.createArrayOf(
                type, rows.stream().map(value).map(Columns::plain).toArray());
        statement.setArray(++place, column);
        return this;
    }

    /** A parameter of its own. */
    Columns<T> put(String value) throws SQLException {
        statement.setString(++place, value);
        return this;
    }

    /** Numbers as text that the database reads exactly. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value;
    }
}
