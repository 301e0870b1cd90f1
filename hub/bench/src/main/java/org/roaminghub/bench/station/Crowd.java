package org.roaminghub.bench.station;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Timings;

/** The stations of a fleet on their sockets, each with a thread of its own while something is asked of it. */
public final class Crowd implements AutoCloseable {

    /** While the fleet comes for the first time; a storm has no such limit. */
    private static final int COMING_AT_ONCE = 64;

    private static final int FLOOD_WINDOW = 1_000;
    private static final long ANSWER_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long WITNESS_EVERY_MS = 500;
    private static final long BESIDE_EVERY_MS = 1_000;
    private static final int COME_AGAIN_AFTER_MS = 1_000;
    private static final int STORM_LIMIT_S = 600;
    /** Half of the silence after which the hub pings. */
    private static final long LISTEN_EVERY_MS = 20_000;

    private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;
    private static final int METER_STEP_WH = 50;

    private final Fleet fleet;
    private final CpuClock cpu;
    private final AtomicReferenceArray<@Nullable Line> lines;
    private final long[] meters;

    public Crowd(Fleet fleet, CpuClock cpu) {
        this.fleet = fleet;
        this.cpu = cpu;
        this.lines = new AtomicReferenceArray<>(fleet.count());
        this.meters = new long[fleet.count()];
    }

    private interface Life {
        void of(int station) throws Exception;
    }

    /** Each station's thread, until all are done. A station whose socket breaks is done, too; its failure was counted. */
    private static void each(int from, int to, Life life) throws InterruptedException {
        each(Thread.ofVirtual(), from, to, life);
    }

    private static void each(Thread.Builder kind, int from, int to, Life life) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int station = from; station < to; station++) {
            int one = station;
            threads.add(kind.start(() -> {
                try {
                    life.of(one);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception broken) {
                    // Counted where it happened.
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Line line(int station) throws IOException {
        Line line = lines.get(station);
        if (line == null) {
            throw new IOException("station " + station + " is not connected");
        }
        return line;
    }

    /** Connects, boots and tells a state. */
    public Measured connect(int from, int to) throws InterruptedException {
        Semaphore coming = new Semaphore(COMING_AT_ONCE);
        Timings timings = new Timings(cpu);
        CountDownLatch allThere = new CountDownLatch(1);
        Thread ears = listening(from, to, allThere);
        each(from, to, station -> {
            coming.acquire();
            try {
                timings.time(() -> lines.set(station, fleet.boot(station)));
            } finally {
                coming.release();
            }
        });
        Measured measured = timings.measured();
        allThere.countDown();
        ears.join();
        return measured;
    }

    /** Answers the hub's pings for those that came while others still come, or it would take them for dead. */
    private Thread listening(int from, int to, CountDownLatch over) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (!over.await(LISTEN_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    for (int station = from; station < to && over.getCount() > 0; station++) {
                        hear(lines.get(station));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void hear(@Nullable Line line) {
        try {
            if (line != null) {
                line.receive(System.nanoTime() + LISTEN_NANOS);
            }
        } catch (IOException broken) {
            // It is counted when the station says something.
        }
    }

    /** A heartbeat and a state of each station every so many seconds, at times of their own. */
    public Measured idle(int from, int to, int everyS, int seconds) throws InterruptedException {
        Timings timings = new Timings(cpu);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        each(from, to, station -> {
            Line line = line(station);
            long pace = TimeUnit.SECONDS.toNanos(everyS) / 2;
            long next = System.nanoTime() + ThreadLocalRandom.current().nextLong(pace);
            boolean beat = ThreadLocalRandom.current().nextBoolean();
            boolean free = false;
            while (next < end) {
                line.receive(next);
                boolean beats = beat;
                String status = free ? "Available" : "Preparing";
                if (!timings.time(() -> say(line, beats, status))) {
                    return;
                }
                free ^= !beat;
                beat = !beat;
                next += pace;
            }
            line.receive(end);
        });
        return timings.measured();
    }

    private static void say(Line line, boolean heartbeat, String status) throws IOException {
        if (heartbeat) {
            Fleet.heartbeat(line);
        } else {
            Fleet.status(line, status);
        }
    }

    /** {@code seconds}: until the last one was served. */
    public record Storm(Measured stormers, Measured witnesses, double seconds) {}

    /** All but the witnesses lose their sockets and come back at once, with a boot and a state each; who is turned away tries again. */
    public Storm storm(int witnesses, int all) throws InterruptedException {
        for (int station = witnesses; station < all; station++) {
            drop(station);
        }
        Timings there = new Timings(cpu);
        boolean[] over = new boolean[1];
        Thread watch = Thread.ofVirtual().start(() -> watch(witnesses, there, over));
        Timings coming = new Timings(cpu);
        CountDownLatch allThere = new CountDownLatch(1);
        Thread ears = listening(witnesses, all, allThere);
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(STORM_LIMIT_S);
        each(witnesses, all, station -> {
            while (System.nanoTime() < end && !coming.time(() -> lines.set(station, fleet.boot(station)))) {
                TimeUnit.MILLISECONDS.sleep(
                        COME_AGAIN_AFTER_MS + ThreadLocalRandom.current().nextInt(COME_AGAIN_AFTER_MS));
            }
        });
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        Measured stormers = coming.measured();
        synchronized (over) {
            over[0] = true;
        }
        watch.join();
        allThere.countDown();
        ears.join();
        return new Storm(stormers, there.measured(), seconds);
    }

    /** Each on a thread of the system's: behind thousands that shake hands here it would wait for its own side. */
    private void watch(int witnesses, Timings there, boolean[] over) {
        try {
            each(Thread.ofPlatform(), 0, witnesses, station -> {
                Line line = line(station);
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(WITNESS_EVERY_MS));
                while (!isOver(over) && there.time(() -> Fleet.heartbeat(line))) {
                    TimeUnit.MILLISECONDS.sleep(WITNESS_EVERY_MS);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOver(boolean[] over) {
        synchronized (over) {
            return over[0];
        }
    }

    /** Transactions without a pause: a start, readings, two states and a stop. Every call is recorded, and counts as one. */
    public Measured transactions(int callers, IntFunction<String> cards, int readings, int seconds)
            throws InterruptedException {
        for (int station = 0; station < callers; station++) {
            if (lines.get(station) == null) {
                connect(station, station + 1);
            }
        }
        Timings timings = new Timings(cpu);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        each(0, callers, station -> {
            Line line = line(station);
            String card = cards.apply(station);
            while (System.nanoTime() < end) {
                if (!transaction(timings, line, station, card, readings, end)) {
                    return;
                }
            }
        });
        return timings.measured();
    }

    /** What is begun is ended, also when the time is over meanwhile: the next run begins with stations that are free. */
    private boolean transaction(Timings timings, Line line, int station, String card, int readings, long end)
            throws InterruptedException {
        String[] id = {""};
        long first = meters[station] += METER_STEP_WH;
        boolean good = timings.time(() -> id[0] = Fleet.start(line, card, first))
                && timings.time(() -> Fleet.status(line, "Charging"));
        for (int n = 0; good && n < readings && System.nanoTime() < end; n++) {
            int nth = n;
            long wh = meters[station] += METER_STEP_WH;
            good = timings.time(() -> Fleet.reading(line, id[0], wh, nth));
        }
        long last = meters[station];
        return good
                && timings.time(() -> Fleet.stop(line, id[0], last))
                && timings.time(() -> Fleet.status(line, "Available"));
    }

    /** Stations that tell a state every second, and beside them, maybe, one that tells states as fast as it can. */
    public Measured beside(int others, int seconds, boolean flooding) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Thread flood = Thread.ofVirtual().unstarted(() -> flood(others, end));
        if (flooding) {
            flood.start();
        }
        Timings timings = new Timings(cpu);
        each(0, others, station -> {
            Line line = line(station);
            boolean free = false;
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(BESIDE_EVERY_MS));
            while (System.nanoTime() < end) {
                String status = free ? "Available" : "Preparing";
                if (!timings.time(() -> Fleet.status(line, status))) {
                    return;
                }
                free = !free;
                TimeUnit.MILLISECONDS.sleep(BESIDE_EVERY_MS);
            }
        });
        Measured measured = timings.measured();
        flood.join();
        return measured;
    }

    private void flood(int station, long end) {
        try {
            Line line = line(station);
            while (System.nanoTime() < end) {
                String last = "";
                for (int i = 0; i < FLOOD_WINDOW; i++) {
                    last = line.say("StatusNotification", Fleet.statusPayload(i % 2 == 0 ? "Available" : "Preparing"));
                }
                line.answerTo(last, ANSWER_NANOS);
            }
        } catch (IOException cutOff) {
            drop(station);
        }
    }

    private void drop(int station) {
        Line line = lines.getAndSet(station, null);
        if (line != null) {
            try {
                line.close();
            } catch (IOException gone) {
                // That is what was wanted.
            }
        }
    }

    @Override
    public void close() {
        for (int station = 0; station < fleet.count(); station++) {
            drop(station);
        }
    }
}
