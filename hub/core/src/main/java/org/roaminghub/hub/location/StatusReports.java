package org.roaminghub.hub.location;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaminghub.hub.location.ReportLocation.Result;
import org.roaminghub.hub.recording.Commands;

/**
 * Takes in what EVSEs are doing. Reports that come while others are being written wait for each other and are written in one
 * transaction: its cost is the same for one and for many. Nobody is answered before his report is on disk.
 */
final class StatusReports {

    /** Reports in one transaction. */
    static final int MAX_BATCH = 128;
    /** Transactions at once. */
    static final int MAX_WORKERS = 2;

    private final Commands commands;
    private final Executor background;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();

    StatusReports(Commands commands, Executor background) {
        this.commands = commands;
        this.background = background;
    }

    private record Waiting(ReportStatuses.One report, CompletableFuture<Result> result) {}

    Result report(ReportStatuses.One report) {
        Waiting waiting = new Waiting(report, new CompletableFuture<>());
        queue.add(waiting);
        startWorker();
        try {
            return waiting.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    private void startWorker() {
        int running = workers.get();
        while (running < MAX_WORKERS) {
            if (workers.compareAndSet(running, running + 1)) {
                background.execute(this::work);
                return;
            }
            running = workers.get();
        }
    }

    private void work() {
        List<Waiting> batch = take();
        while (!batch.isEmpty()) {
            write(batch);
            batch = take();
        }
        workers.decrementAndGet();
        // Somebody may have come after the last look, when this one still counted as running.
        if (!queue.isEmpty()) {
            startWorker();
        }
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < MAX_BATCH ? queue.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        try {
            List<Result> results = commands.send(
                    new ReportStatuses(batch.stream().map(Waiting::report).toList()));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result.complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.getFirst().result.completeExceptionally(e);
            } else {
                // One of them must not fail the others.
                batch.forEach(one -> write(List.of(one)));
            }
        }
    }
}
