package org.roaminghub.connector.ocpp.inbound;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Envelope;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.Known;
import org.w3c.dom.DOMException;
import tools.jackson.databind.node.ObjectNode;

/** A station without a socket: when it was heard, where it can be called, and one call at a time to there. */
final class SoapStation {

    /** Requests of one station that may wait for its turn. */
    private static final int MAX_WAITING = 16;
    /** Of an answer: a configuration is the longest. */
    private static final int MAX_ANSWER_BYTES = 512 << 10;

    private static final int OK = 200;

    final ReentrantLock turn = new ReentrantLock(true);
    final Semaphore places = new Semaphore(MAX_WAITING);
    private final Semaphore oneOut = new Semaphore(1, true);
    private final HttpClient client;
    private final String hub;

    volatile Known known;
    volatile boolean here;
    private volatile long heardNanos;
    private volatile @Nullable URI callback;
    /** What it named last and from where it spoke then: it needn't be looked at again. */
    private volatile @Nullable String named;

    /** {@code hub}: where the hub is called by it. */
    SoapStation(Known known, HttpClient client, String hub, long now) {
        this.known = known;
        this.client = client;
        this.hub = hub;
        this.heardNanos = now;
        this.callback = known.callback() == null ? null : URI.create(known.callback());
    }

    void heard(Known news, long now) {
        known = news;
        heardNanos = now;
    }

    boolean isSilent(long now, Duration silence) {
        return now - heardNanos > silence.toNanos();
    }

    boolean isNamed(String place) {
        return place.equals(named);
    }

    @Nullable
    URI callback() {
        return callback;
    }

    /** {@code place}: what it named, and from where; {@code at}: where it is called then, null: nowhere. */
    void callback(String place, @Nullable URI at) {
        named = place;
        callback = at;
    }

    /** Never sent again: it may have been done. */
    Speaker.Outcome call(Version version, String id, String action, ObjectNode payload, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!oneOut.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return new Speaker.Outcome(null, true);
        }
        try {
            URI at = callback;
            if (at == null || !here) {
                return new Speaker.Outcome(null, false);
            }
            byte[] envelope;
            try {
                envelope = Envelope.call(version, known.identity(), id, action, hub, at.toString(), payload);
            } catch (DOMException | IllegalArgumentException e) {
                return new Speaker.Outcome(new Frame.Error(id, "FormatViolation", "XML can't say this."), true);
            }
            return send(at, envelope, version, id, action, Math.max(1, end - System.nanoTime()));
        } finally {
            oneOut.release();
        }
    }

    private Speaker.Outcome send(URI at, byte[] envelope, Version version, String id, String action, long nanos)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(
                HttpRequest.newBuilder(at)
                        .timeout(Duration.ofNanos(nanos))
                        .header("Content-Type", "application/soap+xml; charset=utf-8; action=\"/" + action + "\"")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                        .build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> answer = asked.get(nanos, TimeUnit.NANOSECONDS);
            return new Speaker.Outcome(
                    answer.body().length == 0 && answer.statusCode() != OK
                            ? new Frame.Error(id, "GenericError", "HTTP " + answer.statusCode())
                            : Envelope.answer(version, id, action, answer.body()),
                    true);
        } catch (TimeoutException e) {
            return new Speaker.Outcome(null, true);
        } catch (ExecutionException e) {
            boolean never =
                    e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException;
            // Broken off or too long: it may have been done.
            return new Speaker.Outcome(null, !never);
        } finally {
            asked.cancel(true);
        }
    }
}
