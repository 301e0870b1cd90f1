package org.roaminghub.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void percentilesAreNearestRanks() {
        long[] oneToHundredMs =
                LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray();
        assertThat(Statistics.percentileMs(oneToHundredMs, 0.50)).isEqualTo(50);
        assertThat(Statistics.percentileMs(oneToHundredMs, 0.99)).isEqualTo(99);
        assertThat(Statistics.percentileMs(oneToHundredMs, 1.0)).isEqualTo(100);
        assertThat(Statistics.percentileMs(new long[] {3_000_000}, 0.99)).isEqualTo(3);
        assertThat(Statistics.percentileMs(new long[0], 0.5)).isNaN();
    }

    @Test
    void mediansOfOddAndEvenNumbersOfRuns() {
        assertThat(Statistics.median(3, 1, 2)).isEqualTo(2);
        assertThat(Statistics.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Statistics.median(new double[0])).isNaN();
        assertThat(Statistics.median(List.of("a", "bbb", "cc"), String::length)).isEqualTo(2);
    }

    @Test
    void spreadIsTheDistanceOfTheOutermostInMedians() {
        assertThat(Statistics.spread(10, 9, 12)).isCloseTo(0.3, within(1e-9));
        assertThat(Statistics.spread(5, 5, 5)).isZero();
    }

    @Test
    void latenciesOfAllClientsAreSortedTogether() {
        Latencies first = new Latencies();
        Latencies second = new Latencies();
        for (int i = 40_000; i > 0; i--) {
            first.add(2L * i);
            second.add(2L * i - 1);
        }
        long[] sorted = Latencies.sorted(List.of(first, second));
        assertThat(sorted).hasSize(80_000).isSorted().startsWith(1, 2, 3);
    }

    @Test
    void readsParentAndTimesOfAProcessWhateverItsName() {
        CpuClock.ProcessTimes times = CpuClock.ProcessTimes.parse(
                "4711 (a) name (with) 1 2) S 42 1 1 0 -1 4194304 100 0 0 0 70 30 5 6 20 0 1 0 99 0 0");
        assertThat(times).isEqualTo(new CpuClock.ProcessTimes(42, 111));
    }

    @Test
    void countsTheProcessorTimeOfThisProcess() {
        long self = ProcessHandle.current().pid();
        CpuClock clock = CpuClock.of(() -> Set.of(self));
        double before = clock.used().allMs();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long enough = threads.getCurrentThreadCpuTime() + Duration.ofMillis(400).toNanos();
        while (threads.getCurrentThreadCpuTime() < enough) {
            Thread.onSpinWait();
        }
        assertThat(clock.used().allMs() - before).isBetween(300.0, 20_000.0);
    }

    @Test
    void countsChildrenToo() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; read x").start();
        try {
            long self = ProcessHandle.current().pid();
            CpuClock family = CpuClock.of(() -> Set.of(self));
            CpuClock childAlone = CpuClock.of(() -> Set.of(child.pid()));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (childAlone.used().allMs() < 50 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(childAlone.used().allMs()).isGreaterThanOrEqualTo(50);
            assertThat(family.used().allMs())
                    .isGreaterThanOrEqualTo(childAlone.used().allMs());
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void countsWhatIsDoneAndWhatFails() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Operation.Factory everyThirdFails = client -> operation(calls);
        long begin = System.nanoTime();
        Measured run = new Load(3, Duration.ofMillis(300), everyThirdFails, CpuClock.none()).run();
        double mostSeconds = (System.nanoTime() - begin) / 1e9;
        assertThat(run.done() + run.failed()).isEqualTo(calls.get());
        assertThat(run.failed()).isPositive();
        assertThat(run.firstFailure()).contains("refused");
        assertThat(run.ratePerS()).isBetween(run.done() / mostSeconds, run.done() / 0.3);
    }

    @Test
    void keepsThePaceItWasGiven() throws InterruptedException {
        int each = 6;
        Duration pace = Duration.ofMillis(50);
        AtomicInteger calls = new AtomicInteger();
        Operation.Factory quick = client -> new Operation() {
            private int left = each;

            @Override
            public boolean run() throws NothingLeft {
                if (left-- == 0) {
                    throw new NothingLeft();
                }
                calls.incrementAndGet();
                return true;
            }

            @Override
            public void close() {}
        };
        long begin = System.nanoTime();
        new Load(2, Duration.ofMinutes(1), quick, CpuClock.none(), pace).run();
        assertThat(calls).hasValue(2 * each);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("a pause may end early, the next one makes up for it")
                .isGreaterThanOrEqualTo(pace.multipliedBy(each - 1));
    }

    private static Operation operation(AtomicInteger calls) {
        return new Operation() {
            @Override
            public boolean run() throws IOException {
                if (calls.incrementAndGet() % 3 == 0) {
                    throw new IOException("refused");
                }
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
