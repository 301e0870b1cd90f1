package org.roaminghub.connector.ocpp.inbound;

import java.util.concurrent.atomic.AtomicInteger;

/** Stations that are on their way in: shown who they are, and not yet noted as there. What they wait for counts, too. */
final class Arrivals {

    /** More of them at once only wait for one another, and so does all else. */
    private static final int MANY = 12;

    private final AtomicInteger now = new AtomicInteger();

    void began() {
        now.incrementAndGet();
    }

    void ended() {
        now.decrementAndGet();
    }

    boolean areMany() {
        return now.get() >= MANY;
    }
}
