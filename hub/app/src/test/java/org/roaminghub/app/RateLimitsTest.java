package org.roaminghub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.PlatformId;

class RateLimitsTest {

    private static final PlatformId ONE = new PlatformId(new UUID(7, 1));
    private static final PlatformId OTHER = new PlatformId(new UUID(7, 2));

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
