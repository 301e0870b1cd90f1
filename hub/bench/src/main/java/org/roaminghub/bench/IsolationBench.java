package org.roaminghub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Operation;
import org.roaminghub.bench.measure.Statistics;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a slow and a dead partner do to the others: runs with and without them in turn. The load is paced, because a machine
 * at its limit shows only that it is at its limit.
 */
@Command(
        name = "isolation",
        mixinStandardHelpOptions = true,
        description = "A slow and a dead partner must not change other partners' p99; exit status 1 when they do")
final class IsolationBench implements Callable<Integer> {

    /** What other partners' p99 may change by, beside the spread of the runs. */
    private static final double ALLOWED_CHANGE = 0.10;

    private static final double MS_PER_SECOND = 1_000.0;

    @Mixin
    HubOptions hub = new HubOptions();

    @Mixin
    LoadOptions load = new LoadOptions();

    @Option(names = "--rate", description = "authorisations a second of the healthy pair (default ${DEFAULT-VALUE})")
    int rate = 200;

    @Option(names = "--slow-ms", description = "time the slow partner takes to answer (default ${DEFAULT-VALUE})")
    int slowMs = 2_000;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            try (Pair healthy = Pair.register(site, false);
                    Pair slow = Pair.register(site, false);
                    Pair dead = Pair.register(site, false)) {
                slow.emsp().answerAfter(slowMs);
                dead.emsp().answerNothing(true);
                Map<String, Object> settings = new LinkedHashMap<>(load.settings());
                settings.put("rate", rate);
                settings.put("slow_ms", slowMs);
                report.heading("isolation", site.database().settings(), settings);
                return measure(report, site, healthy, List.of(slow, dead)) ? 0 : 1;
            }
        } finally {
            report.done();
        }
    }

    private boolean measure(Report report, Site site, Pair healthy, List<Pair> sick) throws Exception {
        List<Measured> alone = new ArrayList<>();
        List<Measured> beside = new ArrayList<>();
        load.warmUp(report, healthy.authorize());
        for (int run = 1; run <= load.runs; run++) {
            report.doing("run %d of %d, healthy partners alone".formatted(run, load.runs));
            alone.add(paced(site, healthy));
            report.run("alone run " + run, load.clients, alone.getLast());
            report.doing("run %d of %d, beside a slow and a dead partner".formatted(run, load.runs));
            beside.add(beside(site, healthy, sick));
            report.run("beside run " + run, load.clients, beside.getLast());
        }
        report.done();
        report.result("isolation alone", load.clients, alone, List.of());
        report.result("isolation beside", load.clients, beside, List.of());
        return verdict(report, alone, beside);
    }

    private boolean verdict(Report report, List<Measured> alone, List<Measured> beside) {
        double[] p99 = alone.stream().mapToDouble(Measured::p99Ms).toArray();
        double change = Statistics.median(beside, Measured::p99Ms) / Statistics.median(p99) - 1;
        double spread = Statistics.spread(p99);
        boolean held = change < ALLOWED_CHANGE + spread;
        report.line("  p99 changed by %+.1f %%; allowed 10 %% and the spread of %.1f %%: %s"
                .formatted(100 * change, 100 * spread, held ? "held" : "BROKEN"));
        ObjectNode object = Report.object("isolation");
        Report.put(object, "p99_change", change);
        Report.put(object, "p99_spread", spread);
        report.print(object.put("held", held));
        return held && alone.stream().allMatch(run -> run.failed() == 0);
    }

    private Measured paced(Site site, Pair healthy) throws InterruptedException {
        Duration pace = Duration.ofNanos((long) (load.clients * MS_PER_SECOND * 1_000_000 / rate));
        return new Load(load.clients, load.run(), healthy.authorize(), site.cpu(), pace).run();
    }

    /** As many clients at each sick pair as at the healthy one, half of them with authorisations, half with CDRs. */
    private Measured beside(Site site, Pair healthy, List<Pair> sick) throws InterruptedException {
        List<Thread> background = new ArrayList<>();
        for (Pair pair : sick) {
            for (Operation.Factory kind : List.of(pair.authorize(), pair.cdr())) {
                Load noise = new Load(
                        Math.max(1, load.clients / 2),
                        load.run(),
                        kind,
                        CpuClock.none(),
                        Duration.ofMillis(slowMs / 4));
                background.add(Thread.ofPlatform().daemon().start(() -> runQuietly(noise)));
            }
        }
        Measured measured = paced(site, healthy);
        for (Thread thread : background) {
            thread.join();
        }
        return measured;
    }

    private static void runQuietly(Load noise) {
        try {
            noise.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
