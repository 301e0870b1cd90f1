package org.roaminghub.app.cli.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what must come, never for ever. */
final class Waiting {

    private static final long LOOK_EVERY_MS = 100;

    private Waiting() {}

    /** Looks until it is as wanted or the time is over; gives what was seen last. */
    static <T> T until(Duration atMost, Supplier<T> look, Predicate<T> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            var seen = look.get();
            if (wanted.test(seen) || System.nanoTime() > deadline) {
                return seen;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    /** Time in which something that must not come could come. */
    static void quietly(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
