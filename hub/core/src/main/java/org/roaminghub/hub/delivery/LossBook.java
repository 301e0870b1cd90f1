package org.roaminghub.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.Event;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryAcknowledged.How;
import org.roaminghub.events.delivery.DeliveryDegraded;
import org.roaminghub.hub.delivery.store.DeliveryStore;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.inbound.Losses;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what receivers did not get of objects for which no delivery tells it: what they fetched themselves, what was spread to
 * many, and what was passed on before it was stored. The same losses of an object are told to a receiver once, and objects that
 * lose the same are told of together: a list of 100,000 makes some hundred events when it is read first, and none after.
 */
public final class LossBook implements Losses {

    /** Objects in one event. */
    static final int MAX_TOGETHER = 500;
    /** Losses of pushes that wait to be written; beyond it they are told with the next push of the object. */
    private static final int MAX_WAITING = 10_000;
    /** Losses that are known to be told, so that the database is not asked again. */
    private static final int MAX_REMEMBERED = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(LossBook.class);
    private static final Actor ACTOR = Actor.automation("delivery");

    private final Commands commands;
    private final Recorder recorder;
    private final DeliveryStore store;
    private final Clock clock;
    private final Ids ids;
    private final Queue<Spread> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Remembered told = new Remembered();

    LossBook(Commands commands, Recorder recorder, DeliveryStore store, Clock clock, Ids ids) {
        this.commands = commands;
        this.recorder = recorder;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        commands.handledBy(this);
    }

    /** Losses by object, as {@code cdr/<uuid>}, all of one receiver. */
    record NoteLosses(How how, Map<String, List<Loss>> byObject) implements Command<Integer> {}

    private record Spread(String object, List<Loss> losses) {}

    @Override
    public void pulled(Map<String, List<Loss>> byObject) {
        note(How.PULLED, byObject);
    }

    /** Of an object that its receiver took at once. */
    public void pushed(String object, List<Loss> losses) {
        if (!losses.isEmpty()) {
            note(How.PUSHED, Map.of(object, losses));
        }
    }

    /** Of one of many pushes. Whoever comes first writes, for all that come meanwhile. */
    void spread(String object, List<Loss> losses) {
        if (losses.isEmpty() || told.has(object, losses)) {
            return;
        }
        if (!waiting.offer(new Spread(object, losses))) {
            LOG.warn("delivery.losses_unrecorded objects=1 reason=too_many");
        }
        while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            try {
                write();
            } finally {
                writing.set(false);
            }
        }
    }

    private void write() {
        Map<PartyId, Map<String, List<Loss>>> byReceiver = new HashMap<>();
        int taken = 0;
        for (Spread next = waiting.poll(); next != null; next = taken < MAX_TOGETHER ? waiting.poll() : null) {
            byReceiver
                    .computeIfAbsent(next.losses.getFirst().receiver(), receiver -> new LinkedHashMap<>())
                    .put(next.object, next.losses);
            taken++;
        }
        byReceiver.values().forEach(byObject -> note(How.PUSHED, byObject));
    }

    /** The answer that tells of them is made already: a failure here must not take it back. */
    private void note(How how, Map<String, List<Loss>> byObject) {
        Map<String, List<Loss>> unknown = byObject.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty() && !told.has(e.getKey(), e.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (unknown.isEmpty()) {
            return;
        }
        try {
            int news = commands.send(new NoteLosses(how, unknown));
            unknown.forEach(told::add);
            if (news > 0) {
                LOG.info("delivery.degraded objects={} how={}", news, how);
            }
        } catch (RuntimeException e) {
            LOG.warn("delivery.losses_unrecorded objects={}", unknown.size(), e);
        }
    }

    /** The same port, for callers that must not wait for it. */
    public Losses inBackground(Executor background) {
        return byObject -> {
            try {
                background.execute(() -> pulled(byObject));
            } catch (RejectedExecutionException shuttingDown) {
                LOG.warn("delivery.losses_unrecorded objects={}", byObject.size());
            }
        };
    }

    @CommandHandler
    int handle(NoteLosses command) {
        Map<String, List<Loss>> byObject = command.byObject();
        PartyId receiver = byObject.values().iterator().next().getFirst().receiver();
        Map<String, String> digests = new HashMap<>();
        byObject.forEach((object, losses) -> digests.put(object, digest(losses)));
        Set<String> news = store.tellLosses(receiver, digests);
        Map<List<String>, List<String>> together = new LinkedHashMap<>();
        news.stream()
                .sorted()
                .forEach(object -> together.computeIfAbsent(
                                List.of(kind(object), digests.get(object)), same -> new ArrayList<>())
                        .add(object));
        for (List<String> same : together.values()) {
            for (int from = 0; from < same.size(); from += MAX_TOGETHER) {
                List<String> objects = same.subList(from, Math.min(same.size(), from + MAX_TOGETHER));
                record(receiver, command.how(), objects, byObject.getOrDefault(objects.getFirst(), List.of()));
            }
        }
        return news.size();
    }

    private void record(PartyId receiver, How how, List<String> objects, List<Loss> losses) {
        DeliveryId delivery = new DeliveryId(ids.next());
        UUID cause = ids.next();
        Event event = objects.size() == 1
                ? new DeliveryAcknowledged(delivery, objects.getFirst(), 1, receiver, how, null, 1, losses)
                : new DeliveryDegraded(delivery, receiver, how, objects, losses);
        recorder.record(new Fact(
                StreamName.of("delivery", delivery.value()),
                0,
                event,
                clock.now(),
                new Causes(cause.toString(), cause.toString(), ACTOR)));
    }

    private static String kind(String object) {
        return object.substring(0, object.indexOf('/'));
    }

    /** Whether nobody told of just these losses yet. Inside a command; from now on they are told. */
    static boolean isNews(DeliveryStore store, String object, List<Loss> losses) {
        return !losses.isEmpty()
                && !store.tellLosses(losses.getFirst().receiver(), Map.of(object, digest(losses)))
                        .isEmpty();
    }

    private static String digest(List<Loss> losses) {
        String text =
                losses.stream().map(l -> l.field() + "=" + l.reason()).sorted().collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest of what was told. */
    private static final class Remembered {

        private record Told(PartyId receiver, String object, String digest) {
            static Told of(String object, List<Loss> losses) {
                return new Told(losses.getFirst().receiver(), object, LossBook.digest(losses));
            }
        }

        private final Map<Told, Boolean> newest = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Told, Boolean> eldest) {
                return size() > MAX_REMEMBERED;
            }
        };

        synchronized boolean has(String object, List<Loss> losses) {
            return newest.get(Told.of(object, losses)) != null;
        }

        synchronized void add(String object, List<Loss> losses) {
            newest.put(Told.of(object, losses), true);
        }
    }
}
