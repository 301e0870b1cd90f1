package org.roaminghub.hub.delivery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells many partners the same at once: places, prices and what EVSEs are doing. It is kept in memory only and never told again
 * when it failed: a partner that was away reads the newest state from the hub (OCPI 2.2.1 ch. 4, no queueing; HUB-61, 62). News of
 * one object reach a partner in order, newer ones take the place of those that still wait, and a slow partner delays nobody
 * else.
 */
public final class Fanout implements AutoCloseable {

    /** News that wait for one receiver; beyond it the oldest are dropped: it is too slow and has to read them. */
    static final int MAX_WAITING = 20_000;

    /** So many dropped news make one line in the log. */
    private static final int TOLD_EACH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    private final Partners partners;
    private final Courier courier;
    private final LossBook losses;
    private final Clock clock;
    private final DeliverySettings settings;
    private final Map<Receiver, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    Fanout(Partners partners, Courier courier, LossBook losses, Clock clock, DeliverySettings settings) {
        this.losses = losses;
        this.partners = partners;
        this.courier = courier;
        this.clock = clock;
        this.settings = settings;
    }

    /** Somebody who is told. */
    public record Receiver(PartyId party, Role role) {}

    /** Sends the news, as they are when it is their turn. */
    public interface Sender {
        DeliveryReply send(Leg leg, Connector connector);
    }

    /**
     * {@code object} is a stream name: news of one object go in order. {@code subject}: what exactly is told of it; newer news of
     * the same make waiting ones needless, absent = never.
     */
    public record News(String object, @Nullable String subject, PartyId from, String correlationId, Sender sender) {}

    /** Returns at once. To be called after the command that made the news. */
    public void spread(Collection<Receiver> receivers, News news) {
        for (Receiver receiver : receivers) {
            if (!closed) {
                lanes.computeIfAbsent(receiver, Lane::new).add(news);
            }
        }
    }

    /** How many news were dropped since the start, because their receiver was too slow. */
    public long dropped() {
        return dropped.sum();
    }

    private final class Lane {

        private final Receiver receiver;
        private final Map<String, Deque<News>> waiting = new LinkedHashMap<>();
        private final Set<String> busy = new HashSet<>();
        private int size;
        private int running;
        private long lost;

        Lane(Receiver receiver) {
            this.receiver = receiver;
        }

        synchronized void add(News news) {
            Deque<News> ofObject = waiting.computeIfAbsent(news.object, fresh -> new ArrayDeque<>(1));
            if (news.subject != null && ofObject.removeIf(older -> news.subject.equals(older.subject))) {
                ofObject.addLast(news);
                return;
            }
            ofObject.addLast(news);
            if (++size > MAX_WAITING) {
                dropOldest();
            }
            if (running < settings.maxInFlightPerPlatform()) {
                running++;
                workers.execute(this::work);
            }
        }

        private void dropOldest() {
            Iterator<Deque<News>> oldest = waiting.values().iterator();
            int gone = oldest.next().size();
            oldest.remove();
            size -= gone;
            dropped.add(gone);
            if (lost / TOLD_EACH != (lost + gone) / TOLD_EACH || lost == 0) {
                LOG.warn("fanout.dropped receiver={} news_so_far={} reason=too_slow", receiver.party, lost + gone);
            }
            lost += gone;
        }

        private void work() {
            for (News news = next(null); news != null; news = next(news)) {
                try {
                    tell(news);
                } catch (RuntimeException e) {
                    // As when nobody could be looked up: this one is lost, the lane goes on.
                    LOG.warn(
                            "fanout.broke object={} receiver={} problem={}",
                            news.object,
                            receiver.party,
                            e.getClass().getName());
                }
            }
        }

        /** The next whose object nobody is telling of just now; null when there is none, and the worker ends. */
        private synchronized @Nullable News next(@Nullable News done) {
            if (done != null) {
                busy.remove(done.object);
            }
            for (Iterator<Map.Entry<String, Deque<News>>> all =
                            waiting.entrySet().iterator();
                    all.hasNext(); ) {
                Map.Entry<String, Deque<News>> entry = all.next();
                if (busy.add(entry.getKey())) {
                    News news = entry.getValue().removeFirst();
                    if (entry.getValue().isEmpty()) {
                        all.remove();
                    }
                    size--;
                    return news;
                }
            }
            running--;
            return null;
        }

        private void tell(News news) {
            KnownPlatform platform =
                    partners.findActive(receiver.party, receiver.role).orElse(null);
            if (platform == null || !courier.isReachable(platform) || !mayTry(platform)) {
                return;
            }
            DeliveryReply reply = courier.tell(
                    news.object,
                    new Leg(platform, news.from, receiver.party, news.correlationId, settings.deadline()),
                    news.sender);
            losses.spread(news.object, lost(reply));
            if (!(reply instanceof DeliveryReply.Delivered(var ref, var lost, var answer)) || !lost.isEmpty()) {
                LOG.info(
                        "fanout.told object={} receiver={} outcome={}{}",
                        news.object,
                        receiver.party,
                        reply.getClass().getSimpleName(),
                        why(reply));
            }
        }
    }

    /** While its circuit is open, news are the probes. */
    private boolean mayTry(KnownPlatform platform) {
        Circuit circuit = courier.circuit(platform);
        return circuit.isClosed() || circuit.room(settings.maxInFlightPerPlatform(), clock.now()) > 0;
    }

    private static List<Loss> lost(DeliveryReply reply) {
        return switch (reply) {
            case DeliveryReply.Delivered delivered -> delivered.losses();
            case DeliveryReply.NotExpressible withheld -> withheld.losses();
            case DeliveryReply.Rejected rejected -> List.of();
            case DeliveryReply.Undelivered undelivered -> List.of();
        };
    }

    private static String why(DeliveryReply reply) {
        return switch (reply) {
            case DeliveryReply.Delivered d ->
                " losses=" + d.losses().stream().map(loss -> loss.field()).toList();
            case DeliveryReply.Rejected r -> " refusal=" + r.refusal();
            case DeliveryReply.Undelivered u -> " refusal=" + u.refusal();
            case DeliveryReply.NotExpressible n -> " reason=\"" + n.why() + "\"";
        };
    }

    /** What is on its way may end; what waits is dropped. */
    @Override
    public void close() {
        closed = true;
        lanes.values().forEach(lane -> {
            synchronized (lane) {
                lane.waiting.clear();
                lane.size = 0;
            }
        });
        workers.shutdown();
        try {
            if (!workers.awaitTermination(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
