package org.roaminghub.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.roaminghub.bench.measure.Machine;
import org.roaminghub.connector.ocpi.Translated;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What it costs to say a message in another version of OCPI; no hub is started. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        description =
                "OCPI messages of each module translated between all versions: milliseconds of one thread per message")
final class TranslateBench implements Callable<Integer> {

    private static final int BATCH = 20;
    private static final double NANOS_PER_MS = 1_000_000.0;

    @Option(names = "--millis", description = "length of one run of one message (default ${DEFAULT-VALUE})")
    int millis = 200;

    @Option(names = "--runs", description = "runs of each message; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(names = "--json", description = "one JSON object a line on standard output")
    boolean json;

    /** So that nothing that is measured can be left out as useless. */
    private long written;

    @Override
    public Integer call() {
        Report report = new Report(json);
        List<Translated> all = Translated.all();
        report.line("translate");
        report.line("  machine   %s".formatted(Machine.here().text()));
        report.line("  settings  millis %d  runs %d".formatted(millis, runs));
        report.doing("warming up");
        for (int round = 0; round <= runs; round++) {
            all.forEach(this::run);
        }
        double worst = 0;
        for (Translated one : all) {
            report.doing(one.name());
            List<Double> measured = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                measured.add(run(one));
            }
            report.done();
            Collections.sort(measured);
            double ms = measured.get(measured.size() / 2);
            worst = Math.max(worst, ms);
            report.line(String.format(Locale.ROOT, "  %-28s %7.4f ms   %6d bytes in", one.name(), ms, one.bytes()));
            ObjectNode object = Report.object("translate")
                    .put("module", one.module())
                    .put("from", one.from())
                    .put("to", one.to())
                    .put("bytes", one.bytes());
            report.print(object.put("ms", Math.round(ms * NANOS_PER_MS) / NANOS_PER_MS));
        }
        report.line(String.format(Locale.ROOT, "  slowest %.4f ms (aim: under 0.2), %d bytes written", worst, written));
        return 0;
    }

    /** Milliseconds of one message. */
    private double run(Translated one) {
        long begin = System.nanoTime();
        long until = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        long done = 0;
        long now = begin;
        while (now < until) {
            for (int i = 0; i < BATCH; i++) {
                written += one.translate();
            }
            done += BATCH;
            now = System.nanoTime();
        }
        return (now - begin) / NANOS_PER_MS / done;
    }
}
