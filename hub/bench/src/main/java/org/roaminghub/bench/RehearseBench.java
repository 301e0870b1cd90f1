package org.roaminghub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.measure.Load;
import org.roaminghub.bench.site.HubCommand;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays a short load on a throw-away hub and keeps what Java learnt of it (an AOT cache): later hubs start in half the time and
 * are at full speed sooner. {@code hubctl} does it once after a build.
 */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = "Plays a short load on a throw-away hub and writes Java's AOT cache: later starts are faster")
final class RehearseBench implements Callable<Integer> {

    private static final int CLIENTS = 4;

    /** Java assembles the cache while it ends. */
    private static final Duration END_LIMIT = Duration.ofMinutes(3);

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the cache to write")
    Path output = Path.of("hub.aot");

    @Option(names = "--seconds", description = "length of the load (default ${DEFAULT-VALUE})")
    int seconds = 12;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(false);
        // The cache is good for starts with the same module options only.
        List<String> java = List.of(
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Daxoniq.update-checker.disabled=true",
                "-XX:AOTCacheOutput=" + output.toAbsolutePath());
        try (Site site = Site.open(null, HubCommand.start(null, java))) {
            report.doing("rehearsing: starting a throw-away hub");
            site.start();
            try (Pair pair = Pair.register(site, false)) {
                report.doing("rehearsing: %d s of load".formatted(seconds));
                Duration half = Duration.ofMillis(seconds * 500L);
                new Load(CLIENTS, half, pair.authorize(), CpuClock.none()).run();
                new Load(CLIENTS, half, pair.cdr(), CpuClock.none()).run();
            }
            report.doing("rehearsing: writing what Java learnt");
            site.hub().stop(END_LIMIT);
        } finally {
            report.done();
        }
        if (!Files.exists(output)) {
            report.line("Java wrote no cache to %s; the hub works without one".formatted(output));
            return 1;
        }
        return 0;
    }
}
