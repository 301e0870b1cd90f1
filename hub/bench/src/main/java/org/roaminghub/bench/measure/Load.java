package org.roaminghub.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Several clients, each with an operation of its own, for a time. Every client waits for its answer before it goes on. */
public final class Load {

    private static final long PAUSE_AFTER_FAILURE_NANOS = 2_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private final int clients;
    private final Duration time;
    private final Operation.Factory factory;
    private final CpuClock cpu;
    private final long paceNanos;

    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>();

    /** As fast as the other side answers. */
    public Load(int clients, Duration time, Operation.Factory factory, CpuClock cpu) {
        this(clients, time, factory, cpu, Duration.ZERO);
    }

    /** With at least {@code pace} between the beginnings of two operations of one client. */
    public Load(int clients, Duration time, Operation.Factory factory, CpuClock cpu, Duration pace) {
        this.clients = clients;
        this.time = time;
        this.factory = factory;
        this.cpu = cpu;
        this.paceNanos = pace.toNanos();
    }

    public Measured run() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(clients);
        CountDownLatch go = new CountDownLatch(1);
        List<Latencies> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicLong deadline = new AtomicLong();
        for (int client = 0; client < clients; client++) {
            Latencies latencies = new Latencies();
            int number = client;
            all.add(latencies);
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("bench-client-" + number)
                    .start(() -> one(number, latencies, ready, go, deadline)));
        }
        ready.await();
        CpuClock.Used before = cpu.used();
        long begin = System.nanoTime();
        deadline.set(begin + time.toNanos());
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        CpuClock.Used used = cpu.used().since(before);
        return Measured.of(Latencies.sorted(all), seconds, used, failed.get(), firstFailure.get());
    }

    private void one(int number, Latencies latencies, CountDownLatch ready, CountDownLatch go, AtomicLong deadline) {
        Operation operation;
        try {
            operation = factory.open(number);
        } catch (Exception cannotStart) {
            failed(cannotStart);
            ready.countDown();
            return;
        }
        try (operation) {
            ready.countDown();
            go.await();
            long next = System.nanoTime();
            long end = deadline.get();
            for (long begin = next; begin < end; begin = System.nanoTime()) {
                step(operation, latencies, begin);
                next += paceNanos;
                pause(next, end);
            }
        } catch (Operation.NothingLeft end) {
            // done before its time
        } catch (Exception broken) {
            failed(broken);
        }
    }

    private void step(Operation operation, Latencies latencies, long begin) throws Operation.NothingLeft {
        try {
            if (operation.run()) {
                latencies.add(System.nanoTime() - begin);
                return;
            }
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, "not the answer that was asked for");
        } catch (Operation.NothingLeft end) {
            throw end;
        } catch (Exception failure) {
            failed(failure);
        }
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
    }

    private void pause(long next, long end) {
        if (paceNanos > 0) {
            long wait = Math.min(next, end) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private void failed(Exception failure) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(null, failure.toString());
    }
}
