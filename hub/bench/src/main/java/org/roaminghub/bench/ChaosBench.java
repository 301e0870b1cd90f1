package org.roaminghub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.chaos.Chaos;
import org.roaminghub.bench.chaos.ChaosPlan;
import org.roaminghub.bench.chaos.Check;
import org.roaminghub.bench.site.Database;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Kills and outages under load by seed; the exit status says whether everything acknowledged is there exactly once. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "kill -9 of hub and database under load, then counts what was acknowledged and what is there")
final class ChaosBench implements Callable<Integer> {

    private static final int MS_PER_SECOND = 1_000;
    private static final int SHOWN_VIOLATIONS = 5;

    @Mixin
    HubOptions hub = new HubOptions();

    @Option(names = "--seed", description = "what is broken when. Default: the time, printed")
    @Nullable
    Long seed;

    @Option(names = "--kills", description = "kills, of hub and database in turn (default ${DEFAULT-VALUE})")
    int kills = 10;

    @Option(names = "--seconds-between", description = "mean time between two kills (default ${DEFAULT-VALUE})")
    int secondsBetween = 4;

    @Option(names = "--pairs", description = "pairs of a CPO and an eMSP (default ${DEFAULT-VALUE})")
    int pairs = 2;

    @Option(names = "--pause-ms", description = "pause of each client between messages (default ${DEFAULT-VALUE})")
    int pauseMs = 10;

    @Option(
            names = "--drain-seconds",
            description = "longest wait for the queues at the end (default ${DEFAULT-VALUE})")
    int drainSeconds = 240;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        long used = seed == null ? System.currentTimeMillis() : seed;
        List<Pair> opened = new ArrayList<>();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            report.heading("chaos", site.database().settings(), settings(used));
            Chaos chaos = new Chaos(site);
            for (int pair = 0; pair < pairs; pair++) {
                opened.add(Pair.register(site, true));
                chaos.between(opened.getLast().cpo(), opened.getLast().emsp());
            }
            ChaosPlan plan =
                    ChaosPlan.of(used, kills, (long) secondsBetween * MS_PER_SECOND, pairs, Database.embedded());
            Chaos.Result result = chaos.run(plan, pauseMs, Duration.ofSeconds(drainSeconds), now -> report.doing(now));
            return verdict(report, used, result) ? 0 : 1;
        } finally {
            for (Pair pair : opened) {
                pair.close();
            }
            report.done();
        }
    }

    private boolean verdict(Report report, long used, Chaos.Result result) {
        report.done();
        ObjectNode object = Report.object("chaos").put("seed", used).put("kills", kills);
        ObjectNode checks = object.putObject("checks");
        report.line(
                "  %s; back to ready after at most %d ms".formatted(result.acknowledged(), result.longestRecoveryMs()));
        for (Check check : result.checks()) {
            report.line("  %-48s %8d   %s"
                    .formatted(
                            check.name(),
                            check.cases(),
                            check.held()
                                    ? "held"
                                    : "BROKEN in " + check.violations().size()));
            check.violations().stream()
                    .limit(SHOWN_VIOLATIONS)
                    .forEach(text -> report.line("      %s".formatted(text)));
            checks.put(check.name(), check.violations().size());
        }
        report.line(
                "  seed %d: %s".formatted(used, result.held() ? "everything acknowledged is there once" : "BROKEN"));
        report.print(
                object.put("longest_recovery_ms", result.longestRecoveryMs()).put("held", result.held()));
        return result.held();
    }

    private Map<String, Object> settings(long used) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("seed", used);
        settings.put("kills", kills);
        settings.put("seconds_between", secondsBetween);
        settings.put("pairs", pairs);
        settings.put("pause_ms", pauseMs);
        settings.put("kills_database", Database.embedded());
        return settings;
    }
}
