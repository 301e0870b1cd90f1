package org.roaminghub.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nothing listens at, for servers that take a while to come up. Below those that systems give to outgoing connections
 * (Linux from 32768 on): one of these might sit there by then.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int LAST = 30_000;
    private static final int MAX_TRIES = 100;

    private FreePort() {}

    /** On loopback. Throws IllegalStateException where none was found. */
    public static int any() {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("no free port on loopback");
    }
}
