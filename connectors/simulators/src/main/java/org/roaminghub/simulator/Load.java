package org.roaminghub.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drivers who come one after the other: tap, charge, leave, bill. It keeps what the hub acknowledged, so that one can look
 * afterwards whether all of it is there. What gets no answer is sent again, except authorisations: the driver taps anew.
 */
public final class Load implements AutoCloseable {

    private static final long PAUSE_MS = 100;
    private static final int MAX_ATTEMPTS = 600; // with the pause: a minute of an absent hub

    private final SimulatedCpo cpo;
    private final List<String> uids;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger drivers = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> sessions = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> cdrs = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();

    /** {@code uids} of RFID cards, taken in turn; {@code clientCount} drivers at a time. */
    public Load(SimulatedCpo cpo, List<String> uids, int clientCount) {
        if (uids.isEmpty() || clientCount < 1) {
            throw new IllegalArgumentException("a load needs cards and clients");
        }
        this.cpo = cpo;
        this.uids = List.copyOf(uids);
        for (var i = 0; i < clientCount; i++) {
            clients.add(Thread.ofVirtual().name("driver-" + i).start(this::drive));
        }
    }

    private void drive() {
        try {
            while (!stopped.get()) {
                oneDriver(drivers.getAndIncrement());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void oneDriver(int number) throws InterruptedException {
        SimulatedCpo.Tap tap;
        try {
            tap = cpo.tap(uids.get(number % uids.size()), "RFID", number, null);
        } catch (IOException e) {
            unanswered.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return;
        }
        if (!tap.granted()) {
            refused("authorize", tap.answer());
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return;
        }
        authorizations.add(tap.answer().correlationId());
        var session = cpo.plugIn(tap);
        if (!untilAcknowledged("session", () -> cpo.put(session, null))) {
            return;
        }
        sessions.add(session);
        cpo.advance(session);
        cpo.unplug(session);
        untilAcknowledged("session", () -> cpo.put(session, null));
        var cdr = cpo.bill(session);
        if (untilAcknowledged("cdr", () -> cpo.post(cdr, null))) {
            cdrs.add(cdr);
        }
    }

    private boolean untilAcknowledged(String what, Sending sending) throws InterruptedException {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                var answer = sending.send();
                if (answer.acknowledged()) {
                    return true;
                }
                if (!answer.worthRepeating()) {
                    refused(what, answer);
                    return false;
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        refused.add(what + ": gave up");
        return false;
    }

    private interface Sending {
        Answer send() throws IOException, InterruptedException;
    }

    private void refused(String what, Answer answer) {
        refused.add("%s: HTTP %d, status %d %s".formatted(what, answer.http(), answer.statusCode(), answer.message()));
    }

    /** No new drivers; those who charge are billed first. Waits for them, at most this long. Gives true when all are done. */
    public boolean finish(long seconds) throws InterruptedException {
        stopped.set(true);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (var client : clients) {
            client.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return clients.stream().noneMatch(Thread::isAlive);
    }

    /** Authorisations by their correlation ids, sessions and CDRs by their own. */
    public ObjectNode toJson() {
        var json = Wire.object()
                .put("running", clients.stream().anyMatch(Thread::isAlive))
                .put("unanswered", unanswered.get());
        list(json, "authorizations", authorizations);
        list(json, "sessions", sessions);
        list(json, "cdrs", cdrs);
        list(json, "refused", refused);
        return json;
    }

    private static void list(ObjectNode json, String name, Iterable<String> values) {
        var list = json.putArray(name);
        values.forEach(list::add);
    }

    @Override
    public void close() {
        stopped.set(true);
        clients.forEach(Thread::interrupt);
    }
}
