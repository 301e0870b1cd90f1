package org.roaminghub.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is broken when; the same seed gives the same plan. */
public record ChaosPlan(long seed, List<Step> steps) {

    /** Something that happens, a time after the step before it. */
    public sealed interface Step {
        long afterMs();
    }

    /** {@code kill -9} of the hub. */
    public record KillHub(long afterMs) implements Step {}

    /** {@code kill -9} of the database's postmaster. */
    public record KillDatabase(long afterMs) implements Step {}

    /** An eMSP's server goes down, or comes back when it was down. */
    public record TogglePartner(long afterMs, int partner) implements Step {}

    private static final int NONE = -1;

    /** Kills hub and database in turn; between two kills an eMSP may go, and mostly comes back after the next. */
    public static ChaosPlan of(long seed, int kills, long meanMsBetween, int partners, boolean databaseToo) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        int down = NONE;
        for (int kill = 0; kill < kills; kill++) {
            if (down != NONE && random.nextInt(4) > 0) {
                steps.add(new TogglePartner(wait(random, meanMsBetween) / 2, down));
                down = NONE;
            } else if (down == NONE && random.nextBoolean()) {
                down = random.nextInt(partners);
                steps.add(new TogglePartner(wait(random, meanMsBetween) / 2, down));
            }
            long after = wait(random, meanMsBetween);
            steps.add(databaseToo && kill % 2 == 1 ? new KillDatabase(after) : new KillHub(after));
        }
        return new ChaosPlan(seed, List.copyOf(steps));
    }

    /** Between a half and one and a half of the mean. */
    private static long wait(Random random, long meanMs) {
        return meanMs / 2 + random.nextLong(Math.max(1, meanMs));
    }
}
