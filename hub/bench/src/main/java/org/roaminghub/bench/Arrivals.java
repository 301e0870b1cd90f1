package org.roaminghub.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.roaminghub.bench.partner.Partner;

/** When numbered messages were sent, and how long they took to each of several partners. */
final class Arrivals {

    private static final long PATIENCE_MS = 10_000;
    private static final long LOOK_EVERY_MS = 50;

    private final int partners;
    private final Map<Long, Long> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
    private final LongAdder arrived = new LongAdder();

    Arrivals(List<Partner> emsps) {
        this.partners = emsps.size();
        emsps.forEach(emsp -> emsp.inbox().whenPlace(this::arrived));
    }

    /** Right before it is sent. */
    void sending(long number) {
        sent.put(number, System.nanoTime());
    }

    private void arrived(long number) {
        Long when = sent.get(number);
        if (when != null) {
            took.add(System.nanoTime() - when);
            arrived.increment();
        }
    }

    /** How many have not come, after a while of waiting. */
    long await() throws InterruptedException {
        long expected = (long) sent.size() * partners;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (arrived.sum() < expected && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return expected - arrived.sum();
    }

    long[] sortedNanos() {
        return took.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
