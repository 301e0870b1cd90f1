package org.roaminghub.app;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.roaminghub.spi.inbound.Admissions;
import org.roaminghub.vocabulary.PlatformId;

/** So many requests a second for each platform; as many at once as in one second. */
final class RateLimits implements Admissions {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final long perSecond;
    /** As many as there are platforms: who is not known is turned away before. */
    private final Map<PlatformId, Bucket> buckets = new ConcurrentHashMap<>();

    /** {@code perSecond}: 0 = no limit. */
    RateLimits(long perSecond) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("HUB_RATE_LIMIT is a number of requests a second, or 0 for no limit");
        }
        this.perSecond = perSecond;
    }

    @Override
    public Duration wait(PlatformId platform) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = buckets.computeIfAbsent(platform, this::full).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket full(PlatformId platform) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .build();
    }
}
