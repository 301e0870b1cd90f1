package org.roaminghub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.site.Projections;
import org.roaminghub.bench.site.RawReads;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds projections of a store filled by real traffic; the limit is reading the same rows by bare JDBC. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replay of projections; limit: reading the same rows raw")
final class ReplayBench implements Callable<Integer> {

    private static final Duration FILL_STEP = Duration.ofSeconds(5);
    private static final Duration REPLAY_LIMIT = Duration.ofMinutes(10);
    private static final int FILL_CLIENTS = 8;

    @Mixin
    HubOptions hub = new HubOptions();

    @Option(names = "--events", description = "events in the store before the replay (default ${DEFAULT-VALUE})")
    long events = 50_000;

    @Option(names = "--runs", description = "replays of each projection; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(names = "--projection", description = "only this one. Default: every one of the hub's")
    List<String> names = List.of();

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("events", events);
            settings.put("runs", runs);
            report.heading("replay", site.database().settings(), settings);
            fill(report, site);
            measure(report, site);
            return 0;
        } finally {
            report.done();
        }
    }

    /** Traffic of the usual mix until there are enough events. */
    private void fill(Report report, Site site) throws Exception {
        long stored = site.database().events();
        if (stored >= events) {
            return;
        }
        try (Pair pair = Pair.register(site, false)) {
            while (stored < events) {
                report.doing("filling the store: %d of %d events".formatted(stored, events));
                Measured asked = new Load(FILL_CLIENTS, FILL_STEP, pair.authorize(), CpuClock.none()).run();
                Measured billed = new Load(FILL_CLIENTS, FILL_STEP, pair.cdr(), CpuClock.none()).run();
                if (asked.done() + billed.done() == 0) {
                    throw new IOException("the hub takes no traffic: " + asked.firstFailure());
                }
                stored = site.database().events();
            }
        }
    }

    private void measure(Report report, Site site) throws IOException, SQLException, InterruptedException {
        Projections projections = new Projections(site.admin());
        projections.awaitCaughtUp(REPLAY_LIMIT);
        RawReads raw = new RawReads(site.database());
        for (String name : names.isEmpty() ? projections.names() : names) {
            List<Measured> replays = new ArrayList<>();
            List<Measured> limits = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                report.doing("replay %d of %d of %s".formatted(run, runs, name));
                long stored = site.database().events();
                Duration time = projections.replay(name, REPLAY_LIMIT);
                replays.add(Measured.rate(stored, time));
                report.run(name + " run " + run, 1, replays.getLast());
                limits.add(raw.readAll());
            }
            report.done();
            report.result("replay " + name, 1, replays, limits);
        }
    }
}
