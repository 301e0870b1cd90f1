package org.roaminghub.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.LateRows;

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

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * Returns when the rows are committed. False: they are not, the caller is to write them in a transaction of its own. {@code own}
     * is the connection that the caller holds anyway, with nothing begun on it, and comes back so: were another one taken from the
     * pool here, callers that hold all of them would wait for each other.
     */
    boolean write(Connection own, List<LateRows.Row> rows) throws SQLException {
        String shape = rows.stream().map(LateRows.Row::sql).collect(Collectors.joining("; "));
        return lanes.computeIfAbsent(shape, Lane::new).write(own, rows);
    }

    /** What a waiting command is told. */
    private enum Turn {
        LEAD,
        WRITTEN,
        ALONE
    }

    private record Unit(List<LateRows.Row> rows, CompletableFuture<Turn> turn) {}

    /** Commands that write the same statements in the same order. */
    private static final class Lane {

        private final String shape;
        private final Deque<Unit> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(String shape) {
            this.shape = shape;
        }

        boolean write(Connection connection, List<LateRows.Row> rows) throws SQLException {
            Unit own = new Unit(rows, new CompletableFuture<>());
            if (!isFirst(own)) {
                Turn turn = turnOf(own);
                if (turn != Turn.LEAD) {
                    return turn == Turn.WRITTEN;
                }
            }
            List<Unit> group = next();
            Turn outcome = Turn.ALONE;
            try {
                outcome = commit(connection, group);
                return outcome == Turn.WRITTEN;
            } catch (SQLException | RuntimeException | Error e) {
                group.forEach(unit -> unit.turn.completeExceptionally(e));
                throw e;
            } finally {
                handOver();
                Turn told = outcome;
                group.forEach(unit -> unit.turn.complete(told));
            }
        }

        private Turn turnOf(Unit own) throws SQLException {
            try {
                return own.turn.join();
            } catch (CompletionException e) {
                throw new SQLException("the commit shared with others failed", stateOf(e.getCause()), e.getCause());
            }
        }

        private synchronized boolean isFirst(Unit own) {
            waiting.add(own);
            boolean first = !busy;
            busy = true;
            return first;
        }

        private synchronized List<Unit> next() {
            List<Unit> group = new ArrayList<>(MAX_GROUP);
            while (group.size() < MAX_GROUP && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            return group;
        }

        private synchronized void handOver() {
            @Nullable Unit head = waiting.peek();
            if (head == null) {
                busy = false;
            } else {
                head.turn.complete(Turn.LEAD);
            }
        }

        private Turn commit(Connection connection, List<Unit> group) throws SQLException {
            String sql =
                    IntStream.range(0, group.size()).mapToObj(i -> shape + "; ").collect(Collectors.joining())
                            + "commit";
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(
                        statement,
                        group.stream().flatMap(unit -> unit.rows.stream()).toList());
                statement.execute();
            } catch (SQLException e) {
                undo(connection, e);
                if (group.size() > 1 && isUndone(e)) {
                    return Turn.ALONE;
                }
                throw e;
            }
            connection.setAutoCommit(true);
            return Turn.WRITTEN;
        }

        private static void undo(Connection connection, SQLException why) {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException broken) {
                why.addSuppressed(broken);
            }
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

    private static @Nullable String stateOf(@Nullable Throwable failure) {
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }

    private static boolean isUndone(SQLException e) {
        String state = e.getSQLState();
        return state != null && UNDONE.stream().anyMatch(state::startsWith);
    }
}
