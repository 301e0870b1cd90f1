package org.roaminghub.app.projection;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that was submitted wait for some milliseconds. A processor's worker is called with the first event that its
 * coordinator hands over; begun at once it would take one or two events a transaction while the others are still coming.
 */
final class GatheringExecutor extends ScheduledThreadPoolExecutor {

    private static final long GATHER_MS = 5;

    GatheringExecutor(String name, int threads) {
        super(threads, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    @Override
    public Future<?> submit(Runnable task) {
        return schedule(task, GATHER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, GATHER_MS, TimeUnit.MILLISECONDS);
    }
}
