package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.roaminghub.bench.wire.WireClient;

/** The mixed load of a chaos run: for each lane one client with authorisations, one with sessions, one with CDRs. */
final class Traffic {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long PAUSE_AFTER_FAILURE_MS = 50;

    /** One client's next message; an exception or false means that it wasn't acknowledged. */
    @FunctionalInterface
    interface Source {
        boolean next(WireClient client, Random random) throws IOException;
    }

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /** Begins at once. */
    Traffic(List<Lane> lanes, long seed, long pauseMs) {
        for (Lane lane : lanes) {
            start(lane, "authorize", new AuthorizationSource(lane), seed + 10L * lane.number() + 1, pauseMs);
            start(lane, "session", new SessionSource(lane), seed + 10L * lane.number() + 2, pauseMs);
            start(lane, "cdr", new CdrSource(lane), seed + 10L * lane.number() + 3, pauseMs);
        }
    }

    private void start(Lane lane, String kind, Source source, long seed, long pauseMs) {
        threads.add(Thread.ofPlatform()
                .daemon()
                .name("chaos-" + kind + "-" + lane.number())
                .start(() -> send(lane, source, new Random(seed), pauseMs)));
    }

    private void send(Lane lane, Source source, Random random, long pauseMs) {
        try (WireClient client = lane.cpo().connect(TIMEOUT)) {
            while (!ended) {
                TimeUnit.MILLISECONDS.sleep(sent(source, client, random) ? pauseMs : PAUSE_AFTER_FAILURE_MS);
            }
        } catch (IOException closing) {
            // The connection is of no more use: the run is over.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean sent(Source source, WireClient client, Random random) {
        try {
            return source.next(client, random);
        } catch (IOException hubIsDown) {
            return false;
        }
    }

    /** Ends after the message that each client is sending. */
    void end() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
