package org.roaminghub.hub.delivery;

import java.time.Duration;

/**
 * How deliveries behave. {@code lease} must be longer than {@code deadline}: a hub that was killed lets go of what it was
 * sending when the lease ends. Back-off doubles from first to longest; a delivery is parked after {@code maxAge} or
 * {@code maxAttempts}, whichever comes first. A platform that said nothing for {@code maxSilence} is asked whether it is still
 * there (OCPI 2.2.1 ch. 14, still alive check).
 */
public record DeliverySettings(
        Duration deadline,
        Duration lease,
        Duration poll,
        Duration firstBackOff,
        Duration longestBackOff,
        Duration firstProbe,
        Duration longestProbe,
        Duration maxSilence,
        Duration maxAge,
        int maxAttempts,
        int maxInFlight,
        int maxInFlightPerPlatform,
        int maxDirectPerPlatform) {

    public static final DeliverySettings DEFAULT = new DeliverySettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            200,
            64,
            8,
            32);

    public DeliverySettings {
        if (lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("a lease is longer than a delivery may take");
        }
        if (!maxSilence.isPositive()) {
            throw new IllegalArgumentException("HUB_STILL_ALIVE is a length of time, as 5m");
        }
    }

    /** The same with another length of silence. */
    public DeliverySettings askingAfter(Duration silence) {
        return new DeliverySettings(
                deadline,
                lease,
                poll,
                firstBackOff,
                longestBackOff,
                firstProbe,
                longestProbe,
                silence,
                maxAge,
                maxAttempts,
                maxInFlight,
                maxInFlightPerPlatform,
                maxDirectPerPlatform);
    }

    /** The first back-off doubled for every earlier failure, between half of it and all of it. {@code jitter} from 0 to 1. */
    Duration backOff(int failures, double jitter) {
        return doubled(firstBackOff, longestBackOff, failures, jitter);
    }

    Duration probeInterval(int failures, double jitter) {
        return doubled(firstProbe, longestProbe, failures, jitter);
    }

    private static Duration doubled(Duration first, Duration longest, int failures, double jitter) {
        int doublings = Math.clamp(failures - 1L, 0, 20);
        long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 - jitter / 2)));
    }
}
