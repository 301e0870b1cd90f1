package org.roaminghub.hub.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work of many threads that is cheaper done together. The first one that comes does its own at once; who comes meanwhile waits
 * and is done together with the others that wait: no timer, and no delay when nobody else is there.
 *
 * @param <T> what is to be done
 * @param <R> what came of it
 */
public final class Together<T, R> {

    private final int most;
    private final Function<List<T>, List<R>> work;
    private final Deque<Unit<T, R>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * {@code most}: items done at once; {@code work} answers one result for each, in their order. It runs on the thread of the
     * first of them, one at a time.
     */
    public Together(int most, Function<List<T>, List<R>> work) {
        this.most = most;
        this.work = work;
    }

    /** What a waiting thread is told: to do the work, or what came of it. */
    private sealed interface Turn<R> {
        record Lead<R>() implements Turn<R> {}

        record Done<R>(R result) implements Turn<R> {}
    }

    private record Unit<T, R>(T item, CompletableFuture<Turn<R>> turn) {}

    /** Returns when it is done. What the work throws is thrown to everybody that it was for. */
    public R of(T item) {
        Unit<T, R> own = new Unit<>(item, new CompletableFuture<>());
        if (!isFirst(own) && turnOf(own) instanceof Turn.Done<R>(R result)) {
            return result;
        }
        List<Unit<T, R>> group = next();
        List<R> results = null;
        Throwable failure = null;
        try {
            results = work.apply(group.stream().map(Unit::item).toList());
            return results.getFirst();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            handOver();
            tell(group, results, failure);
        }
    }

    private static <T, R> void tell(List<Unit<T, R>> group, @Nullable List<R> results, @Nullable Throwable failure) {
        for (int i = 0; i < group.size(); i++) {
            if (results != null && i < results.size()) {
                group.get(i).turn.complete(new Turn.Done<>(results.get(i)));
            } else {
                group.get(i)
                        .turn
                        .completeExceptionally(
                                failure == null ? new IllegalStateException("nothing came of it") : failure);
            }
        }
    }

    private static <T, R> Turn<R> turnOf(Unit<T, R> own) {
        try {
            return own.turn.join();
        } catch (CompletionException e) {
            throw new SharedFailure(e.getCause());
        }
    }

    private synchronized boolean isFirst(Unit<T, R> own) {
        waiting.add(own);
        boolean first = !busy;
        busy = true;
        return first;
    }

    /** How many wait now. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized List<Unit<T, R>> next() {
        List<Unit<T, R>> group = new ArrayList<>();
        while (group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void handOver() {
        Unit<T, R> head = waiting.peek();
        if (head == null) {
            busy = false;
        } else {
            head.turn.complete(new Turn.Lead<>());
        }
    }

    /** The work failed on another thread, which did it for this one, too. */
    public static final class SharedFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        SharedFailure(@Nullable Throwable cause) {
            super("what was done together with others failed", cause);
        }
    }
}
