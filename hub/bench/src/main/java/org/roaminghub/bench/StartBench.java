package org.roaminghub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Machine;
import org.roaminghub.bench.measure.Statistics;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** From process start to readiness on a data folder that has been used, and the memory of the hub when it idles. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Time from process start to ready on an existing data folder, and idle memory without the database")
final class StartBench implements Callable<Integer> {

    private static final Duration TRAFFIC = Duration.ofSeconds(10);
    private static final int TRAFFIC_CLIENTS = 8;

    @Mixin
    HubOptions hub = new HubOptions();

    @Option(names = "--runs", description = "starts; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(names = "--idle", description = "seconds of idling before memory is read (default ${DEFAULT-VALUE})")
    int idleSeconds = 30;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("making a used data folder in %s".formatted(site.folder()));
            site.start();
            report.heading("start", site.database().settings(), settings());
            try (Pair pair = Pair.register(site, false)) {
                new Load(TRAFFIC_CLIENTS, TRAFFIC, pair.authorize(), CpuClock.none()).run();
            }
            report.line("  %d events in the store".formatted(site.database().events()));
            measure(report, site);
            return 0;
        } finally {
            report.done();
        }
    }

    private void measure(Report report, Site site) throws Exception {
        List<Double> ready = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            report.doing("start %d of %d".formatted(run, runs));
            site.hub().stop();
            site.hub().start();
            ready.add((double) site.hub().awaitReady(Site.START_LIMIT).toMillis());
            TimeUnit.SECONDS.sleep(idleSeconds);
            resident.add((double) Machine.residentMb(site.hub().pid()));
            report.line("  start run %d   ready after %.0f ms, %.0f MB resident"
                    .formatted(run, ready.getLast(), resident.getLast()));
        }
        report.done();
        double readyMs = Statistics.median(ready, Double::doubleValue);
        double residentMb = Statistics.median(resident, Double::doubleValue);
        report.line("  start median   ready after %.0f ms, %.0f MB resident when idle".formatted(readyMs, residentMb));
        ObjectNode object = Report.object("start");
        Report.put(object, "p50_ms", readyMs);
        Report.put(object, "resident_mb", residentMb);
        report.print(object);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("runs", runs);
        settings.put("idle", idleSeconds);
        return settings;
    }
}
