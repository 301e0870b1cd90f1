package org.roaminghub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.site.Database;
import org.roaminghub.bench.site.RawWrites;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Authorisations through the hub; the limit is two durable commits of the same bytes. */
@Command(
        name = "authorize",
        mixinStandardHelpOptions = true,
        description = "Authorisations between two OCPI partners; limit: two raw commits of the same bytes")
final class AuthorizeBench implements Callable<Integer> {

    @Mixin
    HubOptions hub = new HubOptions();

    @Mixin
    LoadOptions load = new LoadOptions();

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            try (Pair pair = Pair.register(site, false)) {
                report.heading("authorize", site.database().settings(), load.settings());
                return measure(report, site, pair) ? 0 : 1;
            }
        } finally {
            report.done();
        }
    }

    private boolean measure(Report report, Site site, Pair pair) throws Exception {
        List<Measured> wire = new ArrayList<>();
        List<Measured> runs = new ArrayList<>();
        List<Measured> alone = new ArrayList<>();
        List<Measured> limits = new ArrayList<>();
        RawWrites raw = new RawWrites(site.database());
        load.warmUp(report, pair.authorize());
        for (int run = 1; run <= load.runs; run++) {
            report.doing("run %d of %d, %d clients".formatted(run, load.runs, load.clients));
            runs.add(new Load(load.clients, load.run(), pair.authorize(), site.cpu()).run());
            report.run("authorize run " + run, load.clients, runs.getLast());
            report.doing("run %d of %d, 1 client".formatted(run, load.runs));
            alone.add(new Load(1, load.limitRun(), pair.authorize(), site.cpu()).run());
            report.run("authorize run " + run, 1, alone.getLast());
            report.doing("run %d of %d, raw commits".formatted(run, load.runs));
            Database.EventBytes bytes = site.database().bytesOf("authorization.");
            limits.add(raw.twoCommits(bytes, load.limitRun()));
            wire.add(new Load(load.clients, load.limitRun(), pair.authorizeDirectly(), CpuClock.none()).run());
        }
        report.done();
        report.result("authorize", load.clients, runs, limits);
        report.result("authorize", 1, alone, List.of());
        report.result("wire", load.clients, wire, List.of());
        return runs.stream().allMatch(run -> run.done() > 0 && run.failed() == 0);
    }
}
