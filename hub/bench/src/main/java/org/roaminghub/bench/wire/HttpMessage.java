package org.roaminghub.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 message read into a buffer that the next message uses again (RFC 9112): bodies by Content-Length, chunked, or
 * to the end of the stream. What it gives is valid until the next read.
 */
public final class HttpMessage {

    private static final int FIRST_BUFFER_BYTES = 16 * 1024;
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
    private static final int HEAD_END_BYTES = 4;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_FINAL_STATUS = 200;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int used;
    private int end;
    private int headEnd;
    private int bodyLength;
    private boolean lastOnConnection;

    HttpMessage(InputStream in) {
        this.in = in;
    }

    /** Reads the next request; false when the peer closed the connection between two of them. */
    boolean readRequest() throws IOException {
        if (!readHead()) {
            return false;
        }
        readBody(false);
        return true;
    }

    /** Reads the next final response, leaving out interim ones such as 100 Continue. */
    void readResponse() throws IOException {
        do {
            if (!readHead()) {
                throw new EOFException("connection closed before the answer");
            }
            readBody(true);
        } while (status() < FIRST_FINAL_STATUS);
    }

    /** The status of a response. */
    public int status() {
        int space = indexOf((byte) ' ', 0, headEnd);
        if (space < 0 || space + 4 > headEnd) {
            throw new IllegalStateException("not a status line");
        }
        return Integer.parseInt(text(space + 1, space + 4));
    }

    /** The method of a request. */
    public String method() {
        return text(0, indexOf((byte) ' ', 0, headEnd));
    }

    /** The request target as sent: path and query. */
    public String target() {
        int from = indexOf((byte) ' ', 0, headEnd) + 1;
        return text(from, indexOf((byte) ' ', from, headEnd));
    }

    /** The value of the first header of this name, or null. The name is given in lower case. */
    public @Nullable String header(String lowerCaseName) {
        int line = indexOf((byte) '\n', 0, headEnd) + 1;
        while (line > 0 && line < headEnd) {
            int next = indexOf((byte) '\n', line, headEnd) + 1;
            int colon = line + lowerCaseName.length();
            if (colon < next && buffer[colon] == ':' && sameName(line, lowerCaseName)) {
                return text(colon + 1, next).strip();
            }
            line = next;
        }
        return null;
    }

    public int bodyLength() {
        return bodyLength;
    }

    /** A copy of the body. */
    public byte[] body() {
        return Arrays.copyOfRange(buffer, headEnd, headEnd + bodyLength);
    }

    /** Where these bytes begin in the body, counted from its first byte, or -1. */
    public int find(byte[] wanted) {
        int last = headEnd + bodyLength - wanted.length;
        for (int at = headEnd; at <= last; at++) {
            if (buffer[at] == wanted[0] && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at - headEnd;
            }
        }
        return -1;
    }

    /** One byte of the body. */
    public byte bodyByte(int index) {
        if (index < 0 || index >= bodyLength) {
            throw new IndexOutOfBoundsException(index);
        }
        return buffer[headEnd + index];
    }

    /** True when the peer ends the connection after this message. */
    boolean lastOnConnection() {
        return lastOnConnection;
    }

    private boolean readHead() throws IOException {
        System.arraycopy(buffer, used, buffer, 0, end - used);
        end -= used;
        used = 0;
        bodyLength = 0;
        int from = 0;
        while ((headEnd = endOfHead(from)) < 0) {
            from = Math.max(0, end - HEAD_END_BYTES + 1);
            if (!fill()) {
                headEnd = 0;
                if (end == 0) {
                    return false;
                }
                throw new EOFException("connection closed inside a message head");
            }
        }
        return true;
    }

    private void readBody(boolean response) throws IOException {
        String connection = header("connection");
        lastOnConnection = connection != null && connection.equalsIgnoreCase("close");
        String length = header("content-length");
        if (header("transfer-encoding") != null) {
            readChunks();
        } else if (length != null) {
            bodyLength = Integer.parseInt(length);
            need(headEnd + bodyLength);
            used = headEnd + bodyLength;
        } else if (response && !bodyless()) {
            readToEnd();
        } else {
            used = headEnd;
        }
    }

    private boolean bodyless() {
        int status = status();
        return status < FIRST_FINAL_STATUS || status == NO_CONTENT || status == NOT_MODIFIED;
    }

    private void readToEnd() throws IOException {
        boolean more = true;
        while (more) {
            more = fill();
        }
        bodyLength = end - headEnd;
        used = end;
        lastOnConnection = true;
    }

    /** Moves the chunks together in place: what is decoded is never longer than what was read. */
    private void readChunks() throws IOException {
        int read = headEnd;
        int write = headEnd;
        while (true) {
            int line = lineEnd(read);
            int size = chunkSize(read, line);
            read = line + 1;
            if (size == 0) {
                break;
            }
            need(read + size + 2);
            System.arraycopy(buffer, read, buffer, write, size);
            write += size;
            read = lineEnd(read + size) + 1;
        }
        int line = lineEnd(read);
        while (line - read > 1) {
            read = line + 1;
            line = lineEnd(read);
        }
        bodyLength = write - headEnd;
        used = line + 1;
    }

    private int chunkSize(int from, int to) throws IOException {
        String line = text(from, to).strip();
        int extension = line.indexOf(';');
        try {
            return Integer.parseInt(
                    extension < 0 ? line : line.substring(0, extension).strip(), 16);
        } catch (NumberFormatException notHex) {
            throw new IOException("unreadable chunk size", notHex);
        }
    }

    private int lineEnd(int from) throws IOException {
        int scan = from;
        int found;
        while ((found = indexOf((byte) '\n', scan, end)) < 0) {
            scan = Math.max(from, end);
            need(end + 1);
        }
        return found;
    }

    private void need(int upTo) throws IOException {
        while (end < upTo) {
            if (!fill()) {
                throw new EOFException("connection closed inside a message body");
            }
        }
    }

    private boolean fill() throws IOException {
        if (end == buffer.length) {
            if (end >= MAX_MESSAGE_BYTES) {
                throw new IOException("message of more than " + MAX_MESSAGE_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private int endOfHead(int from) {
        for (int at = from; at + HEAD_END_BYTES <= end; at++) {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                return at + HEAD_END_BYTES;
            }
        }
        return -1;
    }

    private boolean sameName(int at, String lowerCaseName) {
        for (int i = 0; i < lowerCaseName.length(); i++) {
            if (Character.toLowerCase((char) buffer[at + i]) != lowerCaseName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(byte wanted, int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
}
