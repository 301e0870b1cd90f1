package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who tries passwords: after some wrong ones each further look at one waits its turn. Counted for a station and an
 * address together, so that nobody who guesses elsewhere keeps the station itself out.
 */
final class Guesses {

    private static final int FREE = 10;
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** So long without a wrong one, and all is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final int MAX_KEPT = 10_000;

    private final Duration maxWait;

    /** {@code maxWait}: whoever would wait longer is turned away at once; shorter than a handshake may take. */
    Guesses(Duration maxWait) {
        this.maxWait = maxWait;
    }

    private record Key(String identity, String from) {}

    private static final class Tries {
        int wrong;
        long last;
        long nextAt;
    }

    private final Map<Key, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Tries> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /** How long to wait before looking at a password; empty: too many wait already. */
    synchronized Optional<Duration> wait(String identity, String from, long now) {
        Tries known = tries.get(new Key(identity, from));
        if (known == null || known.wrong < FREE) {
            return Optional.of(Duration.ZERO);
        }
        if (now - known.last > FORGOTTEN.toNanos()) {
            tries.remove(new Key(identity, from));
            return Optional.of(Duration.ZERO);
        }
        long at = Math.max(known.nextAt, now) + EVERY.toNanos();
        if (at - now > maxWait.toNanos()) {
            return Optional.empty();
        }
        known.nextAt = at;
        return Optional.of(Duration.ofNanos(at - now));
    }

    synchronized void wrong(String identity, String from, long now) {
        Tries known = tries.computeIfAbsent(new Key(identity, from), key -> new Tries());
        known.wrong++;
        known.last = now;
    }

    synchronized void right(String identity, String from) {
        tries.remove(new Key(identity, from));
    }
}
