package org.roaminghub.app.projection;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks again soon. A coordinator whose worker has as many events as it may hold comes back after 100 ms, which Axon doesn't
 * let anybody set: a rebuild would rest half of its time. Longer pauses (idle, after a failure) are left as they are.
 */
final class PromptExecutor extends ScheduledThreadPoolExecutor {

    private static final long FULL_WORKER_MS = 100;
    private static final long LOOK_AGAIN_MS = 4;

    PromptExecutor(String name, int threads) {
        super(threads, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit.toMillis(delay) == FULL_WORKER_MS
                ? super.schedule(task, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)
                : super.schedule(task, delay, unit);
    }
}
