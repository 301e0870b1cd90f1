package org.roaminghub.bench.site;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nothing listens at, each given once by this process. Below those that systems give to outgoing connections (Linux from
 * 32768 on): one of these would take it before the hub is up, or while it is down after a kill.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int MANY = 20_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

    private FreePort() {}

    /** Throws IllegalStateException where all are taken. */
    public static int next() {
        for (int i = 0; i < MANY; i++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), MANY);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + MANY - 1));
    }
}
