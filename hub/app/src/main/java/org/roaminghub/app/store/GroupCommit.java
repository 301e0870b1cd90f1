package org.roaminghub.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaminghub.hub.recording.LateRows;
import org.roaminghub.hub.recording.Together;

/**
 * Writes what commands of the same kind end with at the same time in one transaction: one round trip and one flush of the
 * database's log for all of them. The first one that comes writes for itself; who comes meanwhile waits and goes together with
 * the others that wait. Nobody is answered before the commit that holds his rows. When the database refuses a group, each of
 * it is written alone, so that nobody fails for what another one did.
 */
final class GroupCommit {

    /** More would make others wait for them. */
    private static final int MAX_GROUP = 8;

    /** Classes of SQL states that say the whole transaction was undone: bad data, broken constraint, lost race. */
    private static final List<String> UNDONE = List.of("22", "23", "40", "P0");

    /** By the statements that commands end with: those of the same kind go together. */
    private final Map<String, Together<Unit, Boolean>> lanes = new ConcurrentHashMap<>();

    private record Unit(Connection connection, List<LateRows.Row> rows) {}

    /**
     * Returns when the rows are committed. False: they are not, the caller is to write them in a transaction of its own. {@code own}
     * is the connection that the caller holds anyway, with nothing begun on it, and comes back so: were another one taken from the
     * pool here, callers that hold all of them would wait for each other.
     */
    boolean write(Connection own, List<LateRows.Row> rows) throws SQLException {
        String shape = rows.stream().map(LateRows.Row::sql).collect(Collectors.joining("; "));
        try {
            return lanes.computeIfAbsent(shape, sql -> new Together<>(MAX_GROUP, group -> written(sql, group)))
                    .of(new Unit(own, rows));
        } catch (Failed e) {
            throw e.why;
        } catch (Together.SharedFailure e) {
            SQLException why = e.getCause() instanceof Failed failed ? failed.why : null;
            throw new SQLException(
                    "the commit shared with others failed", why == null ? null : why.getSQLState(), e.getCause());
        }
    }

    /** On the connection of the first one, whose thread this is. */
    private static List<Boolean> written(String shape, List<Unit> group) {
        try {
            return Collections.nCopies(group.size(), commit(shape, group.getFirst().connection, group));
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** False: one of several was refused. */
    private static boolean commit(String shape, Connection connection, List<Unit> group) throws SQLException {
        String sql =
                IntStream.range(0, group.size()).mapToObj(i -> shape + "; ").collect(Collectors.joining()) + "commit";
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, group.stream().flatMap(unit -> unit.rows.stream()).toList());
            statement.execute();
        } catch (SQLException e) {
            undo(connection, e);
            if (group.size() > 1 && isUndone(e)) {
                return false;
            }
            throw e;
        }
        connection.setAutoCommit(true);
        return true;
    }

    private static void undo(Connection connection, SQLException why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            why.addSuppressed(broken);
        }
    }

    /** The values of all rows, one after the other. */
    static void set(PreparedStatement statement, List<LateRows.Row> rows) throws SQLException {
        int place = 1;
        for (LateRows.Row row : rows) {
            for (Object value : row.values()) {
                statement.setObject(place++, value);
            }
        }
    }

    private static boolean isUndone(SQLException e) {
        String state = e.getSQLState();
        return state != null && UNDONE.stream().anyMatch(state::startsWith);
    }

    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final SQLException why;

        Failed(SQLException why) {
            super(why);
            this.why = why;
        }
    }
}
