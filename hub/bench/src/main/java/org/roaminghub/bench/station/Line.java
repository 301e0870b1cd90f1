package org.roaminghub.bench.station;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A station's end of a WebSocket, as little of it as the load needs: text frames, pings answered, calls of the hub declined. One
 * thread at a time.
 */
public final class Line implements Closeable {

    private static final int CONNECT_MS = 30_000;
    private static final int FIRST_BUFFER = 512;
    private static final int SHORT = 126;
    private static final int TWO_BYTES = 65_536;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int BYTE = 0xFF;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private long number;

    private Line(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** From one of several loopback addresses: each has so many ports only. Throws IOException when it isn't let in. */
    static Line open(Entry entry, String from, String id, String password) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), entry.port()), CONNECT_MS);
            socket.setSoTimeout(CONNECT_MS);
            Line line = new Line(entry.on(socket, id));
            line.shakeHands(id, password);
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void shakeHands(String id, String password) throws IOException {
        String login = Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write("""
                GET /ocpp/%s HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r
                Sec-WebSocket-Protocol: ocpp1.6\r
                Authorization: Basic %s\r
                \r
                """.formatted(id, login).getBytes(StandardCharsets.US_ASCII));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONNECT_MS);
        int head = headEnd();
        while (head < 0) {
            if (!fill(end)) {
                throw new IOException("the hub didn't answer the handshake in time");
            }
            head = headEnd();
        }
        String status = new String(buffer, 0, Math.min(head, 12), StandardCharsets.US_ASCII);
        if (!status.endsWith("101")) {
            throw new IOException("the hub answered " + status);
        }
        consume(head);
    }

    private int headEnd() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    // --- calls

    /** Sends a call and doesn't wait; gives its id. */
    public String say(String action, String payload) throws IOException {
        String id = Long.toString(++number);
        write(TEXT, ("[2,\"" + id + "\",\"" + action + "\"," + payload + "]").getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** The answer to the call of this id, as it came; others before it are passed over. Throws IOException when none comes in time. */
    public String answerTo(String id, long limitNanos) throws IOException {
        long end = System.nanoTime() + limitNanos;
        String wanted = "\"" + id + "\"";
        while (true) {
            String frame = receive(end);
            if (frame == null) {
                throw new IOException("no answer in time");
            }
            if (frame.startsWith(wanted, 3)) {
                return frame;
            }
        }
    }

    /** Calls and waits. Throws IOException for an error, or no answer in time. */
    public String call(String action, String payload, long limitNanos) throws IOException {
        String frame = answerTo(say(action, payload), limitNanos);
        if (!frame.startsWith("[3,")) {
            throw new IOException(action + " was answered with " + frame.substring(0, Math.min(120, frame.length())));
        }
        return frame;
    }

    /** The next answer; null when the time is over. Pings and calls of the hub are dealt with on the way. */
    public @Nullable String receive(long endNanos) throws IOException {
        while (true) {
            int length = frameLength();
            if (length < 0) {
                if (!fill(endNanos)) {
                    return null;
                }
                continue;
            }
            int kind = buffer[0] & BYTE;
            int head = headLength();
            byte[] payload = Arrays.copyOfRange(buffer, head, length);
            consume(length);
            switch (kind) {
                case PING -> write(PONG, payload);
                case CLOSE -> throw new EOFException("the hub closed the socket");
                case TEXT -> {
                    String text = new String(payload, StandardCharsets.UTF_8);
                    if (!text.startsWith("[2,")) {
                        return text;
                    }
                    String id = text.substring(4, text.indexOf('"', 4));
                    write(TEXT, ("[4,\"" + id + "\",\"NotSupported\",\"\",{}]").getBytes(StandardCharsets.UTF_8));
                }
                default -> throw new IOException("a frame that the load doesn't know");
            }
        }
    }

    // --- bytes

    private int headLength() {
        int first = buffer[1] & 0x7F;
        return first < SHORT ? 2 : first == SHORT ? 4 : 10;
    }

    /** Of the whole first frame; -1 while it isn't all there. */
    private int frameLength() {
        if (filled < 2 || filled < headLength()) {
            return -1;
        }
        int first = buffer[1] & 0x7F;
        long payload = first;
        if (first >= SHORT) {
            payload = 0;
            for (int i = 2; i < headLength(); i++) {
                payload = payload << 8 | (buffer[i] & BYTE);
            }
        }
        int length = Math.toIntExact(headLength() + payload);
        return filled < length ? -1 : length;
    }

    /** False when the time is over first. */
    private boolean fill(long endNanos) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        try {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("the hub is gone");
            }
            filled += read;
            return true;
        } catch (SocketTimeoutException over) {
            return false;
        }
    }

    private void consume(int bytes) {
        System.arraycopy(buffer, bytes, buffer, 0, filled - bytes);
        filled -= bytes;
    }

    /** Masked with zeros, which changes nothing and is allowed. */
    private void write(int kind, byte[] payload) throws IOException {
        int head = payload.length < SHORT ? 2 : 4;
        if (payload.length >= TWO_BYTES) {
            throw new IOException("longer than the load needs");
        }
        byte[] frame = new byte[head + 4 + payload.length];
        frame[0] = (byte) kind;
        frame[1] = (byte) (MASKED | (head == 2 ? payload.length : SHORT));
        if (head == 4) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, head + 4, payload.length);
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
