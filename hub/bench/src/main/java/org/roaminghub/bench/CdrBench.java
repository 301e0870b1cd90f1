package org.roaminghub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.site.Database;
import org.roaminghub.bench.site.RawWrites;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** CDR intake with the receiver away; the limit is the same bytes inserted by bare JDBC. */
@Command(
        name = "cdr",
        mixinStandardHelpOptions = true,
        description = "CDR intake while the receiver is away; limit: raw inserts of the same bytes")
final class CdrBench implements Callable<Integer> {

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
                pair.emsp().down();
                report.heading("cdr", site.database().settings(), load.settings());
                return measure(report, site, pair) ? 0 : 1;
            }
        } finally {
            report.done();
        }
    }

    private boolean measure(Report report, Site site, Pair pair) throws Exception {
        List<Measured> runs = new ArrayList<>();
        List<Measured> limits = new ArrayList<>();
        RawWrites raw = new RawWrites(site.database());
        int originalBytes = pair.cdrBytes();
        report.line("  one CDR is %d bytes of JSON".formatted(originalBytes));
        load.warmUp(report, pair.cdr());
        for (int run = 1; run <= load.runs; run++) {
            report.doing("run %d of %d, %d clients".formatted(run, load.runs, load.clients));
            runs.add(new Load(load.clients, load.run(), pair.cdr(), site.cpu()).run());
            report.run("cdr run " + run, load.clients, runs.getLast());
            report.doing("run %d of %d, raw inserts".formatted(run, load.runs));
            Database.EventBytes bytes = site.database().bytesOf("cdr.accepted");
            limits.add(raw.cdrs(bytes, originalBytes, load.limitRun()));
        }
        report.done();
        report.result("cdr", load.clients, runs, limits);
        return runs.stream().allMatch(run -> run.done() > 0 && run.failed() == 0);
    }
}
