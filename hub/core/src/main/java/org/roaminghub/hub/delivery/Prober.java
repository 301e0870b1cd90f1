package org.roaminghub.hub.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks platforms that are offline, at growing intervals, whether they are there again, and silent ones whether they still are. */
final class Prober implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final Partners partners;
    private final Supplier<Map<Protocol, Connector>> connectors;
    private final Runnable cameBack;
    private final Clock clock;
    private final RandomGenerator random;
    private final DeliverySettings settings;
    private final Map<PlatformId, Next> plan = new HashMap<>();
    private final Map<PlatformId, Instant> silence = new HashMap<>();
    private final Set<PlatformId> asking = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread loop;

    private record Next(Instant at, int failures) {}

    Prober(
            Partners partners,
            Supplier<Map<Protocol, Connector>> connectors,
            Runnable cameBack,
            Clock clock,
            RandomGenerator random,
            DeliverySettings settings) {
        this.partners = partners;
        this.connectors = connectors;
        this.cameBack = cameBack;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
    }

    synchronized void start() {
        if (loop == null) {
            loop = Thread.ofVirtual().name("delivery-prober").start(this::run);
        }
    }

    private void run() {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.warn(
                            "platform.probe_round_failed problem={}",
                            e.getClass().getName());
                }
            } while (!closed.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void round() {
        Instant now = clock.now();
        List<KnownPlatform> registered =
                partners.list().stream().filter(KnownPlatform::isRegistered).toList();
        askAwayOnes(with(ConnectionStatus.OFFLINE, registered), now);
        askSilentOnes(with(ConnectionStatus.CONNECTED, registered), now);
    }

    private static List<KnownPlatform> with(ConnectionStatus status, List<KnownPlatform> platforms) {
        return platforms.stream().filter(p -> p.status() == status).toList();
    }

    private void askAwayOnes(List<KnownPlatform> offline, Instant now) {
        forgetOthers(plan, offline);
        for (KnownPlatform platform : offline) {
            Next next = plan.get(platform.platform());
            if (next == null) {
                next = new Next(now.plus(settings.probeInterval(1, random.nextDouble())), 1);
                plan.put(platform.platform(), next);
            } else if (!now.isBefore(next.at) && asking.add(platform.platform())) {
                int failures = next.failures + 1;
                plan.put(
                        platform.platform(),
                        new Next(now.plus(settings.probeInterval(failures, random.nextDouble())), failures));
                start(platform, this::cameBack);
            }
        }
    }

    /** Looked at when it could have been silent for long enough, so the register is asked once in that time. */
    private void askSilentOnes(List<KnownPlatform> connected, Instant now) {
        forgetOthers(silence, connected);
        for (KnownPlatform platform : connected) {
            PlatformId id = platform.platform();
            Instant look = silence.computeIfAbsent(id, p -> now.plus(settings.maxSilence()));
            if (now.isBefore(look)) {
                continue;
            }
            Instant over = partners.lastSeen(id)
                    .map(seen -> seen.plus(settings.maxSilence()))
                    .orElse(now);
            if (over.isAfter(now)) {
                silence.put(id, over);
            } else if (asking.add(id)) {
                silence.put(id, now.plus(settings.maxSilence()));
                start(platform, (asked, answers) -> isStillThere(asked, answers, now));
            }
        }
    }

    private static void forgetOthers(Map<PlatformId, ?> known, List<KnownPlatform> platforms) {
        known.keySet().retainAll(platforms.stream().map(KnownPlatform::platform).collect(Collectors.toSet()));
    }

    private void start(KnownPlatform platform, BiConsumer<KnownPlatform, Boolean> then) {
        Thread.ofVirtual().name("probe").start(() -> {
            try {
                Connector connector = connectors.get().get(platform.protocol());
                if (connector != null) {
                    then.accept(platform, connector.handshake().probe(platform));
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "platform.probe_failed platform={} problem={}",
                        platform.platform(),
                        e.getClass().getName());
            } finally {
                asking.remove(platform.platform());
            }
        });
    }

    private void cameBack(KnownPlatform platform, boolean answers) {
        if (answers) {
            LOG.info("platform.answers_again platform={}", platform.platform());
            partners.cameOnline(platform.platform(), "PROBE");
            cameBack.run();
        }
    }

    /** Who spoke while it was asked is there, whatever it answered. */
    private void isStillThere(KnownPlatform platform, boolean answers, Instant asked) {
        boolean spoke = partners.lastSeen(platform.platform())
                .filter(seen -> !seen.isBefore(asked))
                .isPresent();
        if (!answers && !spoke) {
            LOG.info("platform.silent platform={}", platform.platform());
            partners.wentOffline(platform.platform(), "SILENT");
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
    }
}
