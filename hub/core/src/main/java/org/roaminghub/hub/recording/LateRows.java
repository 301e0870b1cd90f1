package org.roaminghub.hub.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Rows that nobody reads within the command that writes them: they wait for its end and go to the database together with its
 * events, in one round trip and the same transaction. Round trips are most of what an authorisation costs the database.
 */
public final class LateRows {

    private static final String WAITING = LateRows.class.getName();

    private LateRows() {}

    /** One SQL statement, whose result nobody looks at, and its values in order. */
    public record Row(String sql, List<@Nullable Object> values) {}

    private record Late(Row row, Consumer<Row> alone) {}

    /** Writes the row at the end of the running command; {@code alone} does it where no events take it along, or no command runs. */
    public static void add(Row row, Consumer<Row> alone) {
        if (!CurrentUnitOfWork.isStarted()) {
            alone.accept(row);
            return;
        }
        var unit = CurrentUnitOfWork.get().root();
        List<Late> waiting = unit.getOrComputeResource(WAITING, key -> {
            List<Late> fresh = new ArrayList<>();
            // Asked for again from inside the phase, so that it comes after the events, which take the rows along.
            unit.onPrepareCommit(ending -> ending.onPrepareCommit(last -> writeAlone(fresh)));
            return fresh;
        });
        waiting.add(new Late(row, alone));
    }

    private static void writeAlone(List<Late> waiting) {
        waiting.forEach(late -> late.alone.accept(late.row));
        waiting.clear();
    }

    /** For who writes the events: what waits, which then waits no longer. */
    public static List<Row> take() {
        if (!CurrentUnitOfWork.isStarted()) {
            return List.of();
        }
        List<Late> waiting = CurrentUnitOfWork.get().root().getResource(WAITING);
        if (waiting == null) {
            return List.of();
        }
        List<Row> taken = waiting.stream().map(Late::row).toList();
        waiting.clear();
        return taken;
    }
}
