package org.roaminghub.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Operation;
import picocli.CommandLine.Option;

/** How much load, how long and how often. */
final class LoadOptions {

    @Option(names = "--clients", description = "clients at once (default ${DEFAULT-VALUE})")
    int clients = 8;

    @Option(names = "--seconds", description = "length of one run (default ${DEFAULT-VALUE})")
    int seconds = 20;

    @Option(names = "--runs", description = "runs; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(
            names = "--warmup",
            description = "seconds of load before the first run at most; less when the rate stopped rising before"
                    + " (default ${DEFAULT-VALUE})")
    int warmup = 180;

    private static final int WINDOW_S = 15;
    private static final int QUIET_WINDOWS = 2;

    /** A window that is better than the best so far by less than this doesn't count as better. */
    private static final double STILL_RISING = 1.05;

    Duration run() {
        return Duration.ofSeconds(seconds);
    }

    /** Load until the compiler has nothing left to win: what is measured is a hub that has run for a while. */
    void warmUp(Report report, Operation.Factory operation) throws InterruptedException {
        double best = 0;
        int quiet = 0;
        for (int done = 0; done < warmup && quiet < QUIET_WINDOWS; done += WINDOW_S) {
            int length = Math.min(WINDOW_S, warmup - done);
            double rate = new Load(clients, Duration.ofSeconds(length), operation, CpuClock.none())
                    .run()
                    .ratePerS();
            report.doing("warming up for %d s at most: %d s, %.0f/s".formatted(warmup, done + length, rate));
            quiet = rate > best * STILL_RISING ? 0 : quiet + 1;
            best = Math.max(best, rate);
        }
    }

    /** The limit is steady: a third of a run tells it. */
    Duration limitRun() {
        return Duration.ofSeconds(Math.max(1, seconds / 3));
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("clients", clients);
        settings.put("seconds", seconds);
        settings.put("runs", runs);
        settings.put("warmup", warmup);
        return settings;
    }
}
