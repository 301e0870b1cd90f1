package org.roaminghub.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How much load, how long and how often. */
final class LoadOptions {

    @Option(names = "--clients", description = "clients at once (default ${DEFAULT-VALUE})")
    int clients = 8;

    @Option(names = "--seconds", description = "length of one run (default ${DEFAULT-VALUE})")
    int seconds = 20;

    @Option(names = "--runs", description = "runs; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(names = "--warmup", description = "seconds of load before the first run (default ${DEFAULT-VALUE})")
    int warmup = 15;

    Duration run() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmupTime() {
        return Duration.ofSeconds(warmup);
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
