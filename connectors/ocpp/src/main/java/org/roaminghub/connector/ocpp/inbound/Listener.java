package org.roaminghub.connector.ocpp.inbound;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A port for stations; 0 takes a free one. {@code tls} is there for all entrances but the plain one. {@code perSecond}: sockets
 * that are taken in; the others wait in the kernel's queue.
 */
public record Listener(
        Entrance entrance, int port, @Nullable SSLContext tls, int perSecond) {
    public Listener {
        if ((tls == null) != (entrance == Entrance.PLAIN) || perSecond < 1) {
            throw new IllegalArgumentException("listener " + entrance);
        }
    }
}
