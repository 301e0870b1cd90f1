package org.roaminghub.bench.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** How long things took that very many do at once; beyond its room it only counts. */
public final class Timings {

    private static final int ROOM = 2_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private final long[] nanos = new long[ROOM];
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>();
    private final CpuClock cpu;
    private final CpuClock.Used before;
    private final long began = System.nanoTime();

    /** Counts from now on, and processor time too. */
    public Timings(CpuClock cpu) {
        this.cpu = cpu;
        this.before = cpu.used();
    }

    /** Something that may fail. */
    public interface Work {
        void run() throws Exception;
    }

    /** Does it and notes how long it took, or that it failed; false then. */
    public boolean time(Work work) throws InterruptedException {
        long start = System.nanoTime();
        try {
            work.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, e.toString());
            return false;
        }
        int at = count.getAndIncrement();
        if (at < ROOM) {
            nanos[at] = System.nanoTime() - start;
        }
        return true;
    }

    /** Up to now. */
    public Measured measured() {
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        CpuClock.Used used = cpu.used().since(before);
        int done = count.get();
        long[] sorted = Arrays.copyOf(nanos, Math.min(done, ROOM));
        Arrays.sort(sorted);
        return Measured.of(sorted, seconds, used, failed.get(), firstFailure.get());
    }
}
