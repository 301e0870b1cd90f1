package org.roaminghub.app.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PromptExecutorTest {

    @Test
    void looksAgainSoonWhenAWorkerIsFull() {
        try (PromptExecutor executor = new PromptExecutor("test-", 1)) {
            assertThat(executor.schedule(PromptExecutorTest::nothing, 100, TimeUnit.MILLISECONDS)
                            .getDelay(TimeUnit.MILLISECONDS))
                    .isLessThan(20);
            executor.shutdownNow();
        }
    }

    @Test
    void leavesLongerPausesAsTheyAre() {
        try (PromptExecutor executor = new PromptExecutor("test-", 1)) {
            assertThat(executor.schedule(PromptExecutorTest::nothing, 5, TimeUnit.MINUTES)
                            .getDelay(TimeUnit.MINUTES))
                    .isBetween(4L, 5L);
            executor.shutdownNow();
        }
    }

    private static void nothing() {
        // only its place in the queue counts
    }
}
