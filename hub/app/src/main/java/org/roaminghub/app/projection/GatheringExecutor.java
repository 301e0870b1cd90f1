package org.roaminghub.app.projection;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that was submitted wait for some milliseconds. A processor's worker is called with the first event that its
 * coordinator hands over; begun at once it would take one or two events a transaction while the others are still coming. A worker
 * that calls itself has had the time of its last batch for that.
 */
final class GatheringExecutor extends ScheduledThreadPoolExecutor {

    private static final long GATHER_MS = 5;

    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);

    GatheringExecutor(String name, int threads) {
        super(threads, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        working.set(true);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return schedule(task, pause(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, pause(), TimeUnit.MILLISECONDS);
    }

    private long pause() {
        return working.get() ? 0 : GATHER_MS;
    }
}
