package org.roaminghub.outside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Bytes to the hub that no HTTP client would send. */
final class RawSocket {

    private static final int DRIP_MS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private RawSocket() {}

    /** What comes back until the hub closes, or for as long as the answer may take. */
    static String send(int port, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** The head, then a byte of the body now and then, until an answer comes. */
    static String drip(int port, String head) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(DRIP_MS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            while (Instant.now().isBefore(end)) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                int first = read(socket.getInputStream());
                if (first >= 0) {
                    return (char) first + rest(socket);
                }
            }
        }
        return "no answer within " + PATIENCE;
    }

    private static int read(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException nothingYet) {
            return -1;
        }
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException allThere) {
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
