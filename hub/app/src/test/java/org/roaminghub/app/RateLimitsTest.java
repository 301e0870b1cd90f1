package org.roaminghub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;

class RateLimitsTest {

    private static final KnownPlatform ONE = platform(1, null);
    private static final KnownPlatform OTHER = platform(2, null);

    private static KnownPlatform platform(long id, @Nullable Integer perSecond) {
        return new KnownPlatform(
                new PlatformId(new UUID(7, id)),
                "partner",
                Protocol.OCPI,
                ConnectionStatus.CONNECTED,
                List.of(),
                null,
                Gate.parse(perSecond, List.of()));
    }

    private static int taken(RateLimits limits, KnownPlatform platform) {
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += limits.wait(platform).isZero() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aPlatformsOwnNumberCountsInsteadOfTheUsualOne() {
        RateLimits limits = new RateLimits(3);
        // Few a second, so that what is let through while a slow machine runs this is not all.
        assertThat(taken(limits, platform(1, 40))).isBetween(40, 900);
        assertThat(taken(limits, platform(2, 0))).as("no limit").isEqualTo(1_000);
        assertThat(taken(limits, platform(3, null))).isBetween(3, 100);
        assertThat(taken(limits, platform(1, 50))).as("raised while it runs").isBetween(50, 999);
        assertThat(taken(new RateLimits(0), platform(1, 3))).as("its own").isBetween(3, 100);
    }

    @Test
    void eachPlatformHasItsOwnAllowance() {
        RateLimits limits = new RateLimits(3);
        Duration wait = Duration.ZERO;
        int taken = 0;
        // a few more may be let through while the test runs, never all
        for (int i = 0; i < 1_000; i++) {
            wait = limits.wait(ONE);
            taken += wait.isZero() ? 1 : 0;
        }
        assertThat(taken).isBetween(3, 100);
        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(limits.wait(OTHER)).isZero();
    }

    @Test
    void zeroIsNoLimit() {
        RateLimits limits = new RateLimits(0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(limits.wait(ONE)).isZero();
        }
        assertThatThrownBy(() -> new RateLimits(-1)).hasMessageContaining("HUB_RATE_LIMIT");
    }
}
