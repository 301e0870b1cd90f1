package org.roaminghub.hub.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How one platform takes deliveries lately, in this node's memory. Closed: several at once. Open after a few failures in a
 * row: one delivery at a time, as a probe, when its back-off has passed, and no direct pushes.
 */
final class Circuit {

    /** Failures in a row that open it. */
    static final int TRIPS_AT = 3;

    private int failuresInRow;
    private int rounds;
    private Instant retryAt = Instant.MIN;
    private int inFlight;
    private int direct;
    private boolean away;

    /** How many queued deliveries may start now. */
    synchronized int room(int max, Instant now) {
        if (failuresInRow == 0) {
            return Math.max(0, max - inFlight);
        }
        if (now.isBefore(retryAt)) {
            return 0;
        }
        int allowed = failuresInRow < TRIPS_AT ? max : 1;
        return Math.max(0, allowed - inFlight);
    }

    synchronized boolean isClosed() {
        return failuresInRow < TRIPS_AT;
    }

    synchronized void enter() {
        inFlight++;
    }

    synchronized void leave() {
        inFlight--;
    }

    /** False when it is open or too many are on their way. */
    synchronized boolean enterDirect(int max) {
        if (failuresInRow >= TRIPS_AT || direct >= max) {
            return false;
        }
        direct++;
        return true;
    }

    synchronized void leaveDirect() {
        direct--;
    }

    /** The partner answered. */
    synchronized void answered() {
        failuresInRow = 0;
        rounds = 0;
        retryAt = Instant.MIN;
        away = false;
    }

    /** How many rounds have failed: those that fail together while one waits count once for the back-off. */
    synchronized int nextRound(Instant now) {
        return now.isBefore(retryAt) ? rounds : rounds + 1;
    }

    /** No usable answer. True when it just opened, and again for every later round that fails while it is open. */
    synchronized boolean failed(Instant now, Duration backOff) {
        boolean newRound = !now.isBefore(retryAt);
        if (newRound) {
            rounds++;
            retryAt = now.plus(backOff);
        }
        failuresInRow++;
        return failuresInRow == TRIPS_AT || (failuresInRow > TRIPS_AT && newRound);
    }

    /** The register says that the platform is not connected. */
    synchronized void seenAway() {
        away = true;
    }

    /** The register says that it is connected: true when that is news, and then the circuit is closed again. */
    synchronized boolean seenConnected() {
        if (!away) {
            return false;
        }
        answered();
        return true;
    }
}
