package org.roaminghub.app;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Admissions;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.PlatformId;

/** So many requests a second for each platform; as many at once as in one second. */
final class RateLimits implements Admissions {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final long usual;
    /** As many as there are platforms: who is not known is turned away before. */
    private final Map<PlatformId, Allowance> allowances = new ConcurrentHashMap<>();

    private record Allowance(long perSecond, Bucket bucket) {}

    /** {@code perSecond}: of platforms that have no number of their own; 0 = no limit. */
    RateLimits(long perSecond) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("HUB_RATE_LIMIT is a number of requests a second, or 0 for no limit");
        }
        this.usual = perSecond;
    }

    @Override
    public Duration wait(KnownPlatform platform) {
        Integer own = platform.gate().requestsPerSecond();
        long perSecond = own == null ? usual : own;
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        Allowance allowance = allowances.compute(platform.platform(), (id, before) -> allowance(before, perSecond));
        ConsumptionProbe probe = allowance.bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Another number begins with all that it allows. */
    private static Allowance allowance(@Nullable Allowance before, long perSecond) {
        return before != null && before.perSecond == perSecond
                ? before
                : new Allowance(
                        perSecond,
                        Bucket.builder()
                                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                                .build());
    }
}
