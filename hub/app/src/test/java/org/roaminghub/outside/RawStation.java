package org.roaminghub.outside;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A station's socket without anything that would read, answer or close by itself. */
final class RawStation implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;
    private static final int SMALL_BUFFER = 4_096;
    private static final int END_OF_HEAD = 0x0D0A0D0A;

    final Socket socket;
    /** What the handshake was answered. */
    final String head;

    private final DataInputStream in;

    private RawStation(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** {@code more}: further lines of the request, each with its end. */
    static RawStation shake(ChargePoint station, int port, String more) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        String request = "GET /ocpp/" + station.id + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: ocpp" + station.version + "\r\nAuthorization: "
                + ChargePoint.basic(station.id, ChargePoint.PASSWORD.getBytes(StandardCharsets.UTF_8)) + "\r\n" + more
                + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        var in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        int last = 0;
        while (last != END_OF_HEAD) {
            int one = in.readUnsignedByte();
            last = last << 8 | one;
            head.append((char) one);
        }
        return new RawStation(socket, in, head.toString());
    }

    /** A frame as a client masks it, here with zeros. */
    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The opcode of the next frame, whose content is thrown away. */
    int next() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        in.skipNBytes(length == 126 ? in.readUnsignedShort() : length);
        return opcode;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
