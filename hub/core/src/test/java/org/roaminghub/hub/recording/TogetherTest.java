package org.roaminghub.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final int MOST = 8;
    private static final int THREADS = 64;
    private static final int EACH = 200;

    @Test
    void givesEverybodyHisOwnResult() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger works = new AtomicInteger();
        Together<Integer, Integer> together = new Together<>(MOST, items -> {
            assertThat(atOnce.incrementAndGet()).as("works at a time").isOne();
            assertThat(items).hasSizeBetween(1, MOST);
            works.incrementAndGet();
            List<Integer> doubled = items.stream().map(item -> item * 2).toList();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000);
            atOnce.decrementAndGet();
            return doubled;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread * EACH;
                running.add(threads.submit(() -> {
                    for (int item = first; item < first + EACH; item++) {
                        assertThat(together.of(item)).isEqualTo(item * 2);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(works.get()).as("done together").isLessThan(THREADS * EACH);
    }

    /** The first one waits in its work until the others have come, so that they are one group. */
    @Test
    void tellsAFailureToWhomItWasForAndGoesOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        Together<String, String> together = new Together<>(MOST, items -> {
            sizes.add(items.size());
            if (items.contains("first")) {
                begun.countDown();
                await(go);
                return List.of("done");
            }
            throw new IllegalArgumentException("no good");
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> together.of("first"));
            begun.await();
            List<Future<String>> others = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                others.add(threads.submit(() -> together.of("bad")));
            }
            while (together.waiting() < MOST) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertThat(first.get()).isEqualTo("done");
            for (Future<String> other : others) {
                assertThatThrownBy(other::get)
                        .isInstanceOf(ExecutionException.class)
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no good");
            }
            assertThat(sizes).containsExactly(1, MOST);
        }
        assertThatThrownBy(() -> together.of("late")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
