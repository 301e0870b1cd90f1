package org.roaminghub.bench.measure;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Percentiles, medians and spreads. NaN where there is nothing to say it of. */
public final class Statistics {

    private static final double NANOS_PER_MS = 1_000_000.0;

    private Statistics() {}

    /** The smallest value that at least this share of all values doesn't exceed (nearest rank), in milliseconds. */
    public static double percentileMs(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.max(rank, 1) - 1] / NANOS_PER_MS;
    }

    /** The middle value, or the mean of the two middle ones. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static <T> double median(Iterable<T> runs, ToDoubleFunction<T> value) {
        double[] values = new double[0];
        for (T run : runs) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = value.applyAsDouble(run);
        }
        return median(values);
    }

    /** How far runs of the same thing lie apart: (largest - smallest) / median. */
    public static double spread(double... values) {
        double low = Arrays.stream(values).min().orElse(Double.NaN);
        double high = Arrays.stream(values).max().orElse(Double.NaN);
        return (high - low) / median(values);
    }
}
