package org.roaminghub.bench.measure;

import java.util.Arrays;
import java.util.List;

/** Latencies of one client in nanoseconds, as many as come. */
public final class Latencies {

    private static final int FIRST_CAPACITY = 16_384;

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;

    public void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = value;
    }

    public int count() {
        return count;
    }

    /** All values of several clients, sorted. */
    public static long[] sorted(List<Latencies> all) {
        long[] merged = new long[all.stream().mapToInt(Latencies::count).sum()];
        int at = 0;
        for (Latencies one : all) {
            System.arraycopy(one.nanos, 0, merged, at, one.count);
            at += one.count;
        }
        Arrays.sort(merged);
        return merged;
    }
}
