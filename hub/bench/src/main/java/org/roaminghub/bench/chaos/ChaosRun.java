package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.site.Site;

/** Carries out a plan while traffic runs, and brings everything back up at the end. */
final class ChaosRun {

    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MS = 50;
    private static final long LAST_TRAFFIC_MS = 2_000;

    private final Site site;
    private final ChaosPlan plan;
    private final List<Lane> lanes;
    private final Consumer<String> progress;
    private final List<String> notRecovered = new ArrayList<>();
    private final boolean[] down;
    private long longestRecoveryMs;
    private int recoveries;

    ChaosRun(Site site, ChaosPlan plan, List<Lane> lanes, Consumer<String> progress) {
        this.site = site;
        this.plan = plan;
        this.lanes = lanes;
        this.progress = progress;
        this.down = new boolean[lanes.size()];
    }

    /** Runs the whole plan; what it gives is whether hub and database came back each time. */
    Check run(long pauseMs) throws IOException, InterruptedException {
        Traffic traffic = new Traffic(lanes, plan.seed(), pauseMs);
        try {
            carryOutAll();
        } finally {
            traffic.end();
        }
        return new Check("came back after each kill", recoveries, notRecovered);
    }

    private void carryOutAll() throws IOException, InterruptedException {
        for (int step = 0; step < plan.steps().size(); step++) {
            ChaosPlan.Step next = plan.steps().get(step);
            TimeUnit.MILLISECONDS.sleep(next.afterMs());
            String soFar = lanes.getFirst().acknowledged().text();
            progress.accept(
                    "step %d of %d: %s; %s".formatted(step + 1, plan.steps().size(), next, soFar));
            carryOut(next);
        }
        TimeUnit.MILLISECONDS.sleep(LAST_TRAFFIC_MS);
        for (Lane lane : lanes) {
            lane.emsp().up();
        }
        TimeUnit.MILLISECONDS.sleep(LAST_TRAFFIC_MS);
    }

    /** The longest time from a kill to readiness, in milliseconds. */
    long longestRecoveryMs() {
        return longestRecoveryMs;
    }

    private void carryOut(ChaosPlan.Step step) throws IOException, InterruptedException {
        switch (step) {
            case ChaosPlan.TogglePartner toggle -> toggle(toggle.partner());
            case ChaosPlan.KillHub ignored -> recovery(step, this::killHub);
            case ChaosPlan.KillDatabase ignored -> recovery(step, this::killDatabase);
        }
    }

    private void toggle(int number) throws IOException {
        Partner emsp = lanes.get(number).emsp();
        down[number] = !down[number];
        if (down[number]) {
            emsp.down();
        } else {
            emsp.up();
        }
    }

    private interface Kill {
        void run() throws IOException, InterruptedException;
    }

    /** A hub that doesn't come back by itself is a violation; it is started again so that the run can go on. */
    private void recovery(ChaosPlan.Step step, Kill kill) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        recoveries++;
        try {
            kill.run();
            longestRecoveryMs = Math.max(longestRecoveryMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (IOException notBack) {
            notRecovered.add(step + ": " + notBack.getMessage());
            site.hub().kill();
            site.start();
        }
    }

    private void killHub() throws IOException, InterruptedException {
        site.hub().kill();
        site.hub().start();
        site.hub().awaitReady(RECOVERY_LIMIT);
    }

    /** The hub has to start its database again and be ready by itself. */
    private void killDatabase() throws IOException, InterruptedException {
        Optional<ProcessHandle> postmaster = site.database().postmaster();
        if (postmaster.isEmpty()) {
            throw new IOException("no database process was found in the data folder");
        }
        postmaster.get().destroyForcibly();
        postmaster.get().onExit().join();
        long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        while (site.database().postmaster().isEmpty() || !site.hub().ready()) {
            if (!site.hub().alive()) {
                throw new IOException("the hub ended when its database was killed; see "
                        + site.hub().log());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("database not back within " + RECOVERY_LIMIT.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }
}
