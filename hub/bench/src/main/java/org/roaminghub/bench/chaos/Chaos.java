package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.site.Site;

/** A whole chaos run between pairs of partners that are registered with the hub: traffic and kills, then the checks. */
public final class Chaos {

    /** What was checked, what was acknowledged in words, and the longest time from a kill to readiness. */
    public record Result(List<Check> checks, String acknowledged, long longestRecoveryMs) {

        public boolean held() {
            return checks.stream().allMatch(Check::held);
        }
    }

    private final Site site;
    private final Acknowledged acknowledged = new Acknowledged();
    private final List<Lane> lanes = new ArrayList<>();

    public Chaos(Site site) {
        this.site = site;
    }

    /** Traffic goes between these two as well. */
    public void between(Partner cpo, Partner emsp) {
        lanes.add(new Lane(lanes.size(), cpo, emsp, site.numbers(), acknowledged));
    }

    /** Every client pauses this long between two messages; queues are waited for at most {@code drain}. */
    public Result run(ChaosPlan plan, long pauseMs, Duration drain, Consumer<String> progress)
            throws IOException, SQLException, InterruptedException {
        ChaosRun run = new ChaosRun(site, plan, lanes, progress);
        List<Check> checks = new ArrayList<>();
        checks.add(run.run(pauseMs));
        ChaosChecks counted = new ChaosChecks(site, acknowledged, lanes);
        progress.accept("waiting for the queues to drain; " + acknowledged.text());
        checks.add(counted.drained(drain));
        progress.accept("counting; " + acknowledged.text());
        checks.addAll(counted.all());
        return new Result(checks, acknowledged.text(), run.longestRecoveryMs());
    }
}
