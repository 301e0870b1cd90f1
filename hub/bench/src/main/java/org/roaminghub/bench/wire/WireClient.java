package org.roaminghub.bench.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection of one thread: sends bytes made beforehand and reads the answer. A failed exchange closes the
 * connection and isn't repeated; the next one opens another.
 */
public final class WireClient implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final InetSocketAddress address;
    private final int timeoutMs;
    private @Nullable Socket socket;
    private @Nullable HttpMessage answer;

    public WireClient(String host, int port, Duration timeout) {
        this.address = new InetSocketAddress(host, port);
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
    }

    /** Sends one request; the answer is valid until the next exchange. */
    public HttpMessage exchange(byte[] request) throws IOException {
        try {
            Socket open = socket;
            HttpMessage message = answer;
            if (open == null || message == null) {
                open = connect();
                message = new HttpMessage(open.getInputStream());
                socket = open;
                answer = message;
            }
            open.getOutputStream().write(request);
            message.readResponse();
            if (message.lastOnConnection()) {
                close();
            }
            return message;
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private Socket connect() throws IOException {
        Socket made = new Socket();
        try {
            made.setTcpNoDelay(true);
            made.setSoTimeout(timeoutMs);
            made.connect(address, CONNECT_TIMEOUT_MS);
            return made;
        } catch (IOException failure) {
            made.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        answer = null;
        if (open != null) {
            open.close();
        }
    }
}
