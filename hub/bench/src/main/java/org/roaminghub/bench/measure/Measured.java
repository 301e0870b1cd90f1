package org.roaminghub.bench.measure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run: rate per second, latencies in milliseconds, processor time per operation and the database's part of it (NaN = not
 * measured), failures.
 */
public record Measured(
        long done,
        double ratePerS,
        double p50Ms,
        double p99Ms,
        double cpuMsPerOp,
        double databaseMsPerOp,
        long failed,
        @Nullable String firstFailure) {

    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    /** A rate alone. */
    public static Measured rate(long done, Duration time) {
        double perSecond = done * NANOS_PER_SECOND / Math.max(1, time.toNanos());
        return new Measured(done, perSecond, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, null);
    }

    static Measured of(
            long[] sortedNanos, double seconds, CpuClock.Used cpu, long failed, @Nullable String firstFailure) {
        int done = sortedNanos.length;
        return new Measured(
                done,
                done / seconds,
                Statistics.percentileMs(sortedNanos, 0.50),
                Statistics.percentileMs(sortedNanos, 0.99),
                done == 0 ? Double.NaN : cpu.allMs() / done,
                done == 0 ? Double.NaN : cpu.databaseMs() / done,
                failed,
                firstFailure);
    }
}
