package org.roaminghub.connector.ocpp.inbound;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A port for stations; 0 takes a free one. {@code tls} is there for all entrances but the plain one. {@code perSecond}: sockets
 * that are taken in; the others wait in the kernel's queue, or for a place there.
 */
public record Listener(
        Entrance entrance, int port, @Nullable SSLContext tls, int perSecond) {

    /** What waits longer is of stations that have given up, and each of them would be taken in for nothing. */
    private static final int MAX_WAIT_S = 10;

    private static final int MAX_QUEUE = 4_096;

    public Listener {
        if ((tls == null) != (entrance == Entrance.PLAIN) || perSecond < 1) {
            throw new IllegalArgumentException("listener " + entrance);
        }
    }

    /** Sockets that may wait in the kernel's queue. */
    int queue() {
        return Math.min(MAX_QUEUE, perSecond * MAX_WAIT_S);
    }
}
