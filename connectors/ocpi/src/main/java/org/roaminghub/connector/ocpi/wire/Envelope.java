package org.roaminghub.connector.ocpi.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Response format, OCPI 2.2.1 ch. 4: data, status_code, status_message, timestamp. Written around data that is already JSON. */
public final class Envelope {

    /** Characters of a status_message that the hub sends. */
    static final int MAX_MESSAGE = 255;

    private static final byte[] DATA = "{\"data\":".getBytes(StandardCharsets.UTF_8);

    private Envelope() {}

    /** status_code 1000; {@code data} is JSON, or absent. */
    public static byte[] success(byte @Nullable [] data, Instant now) {
        return write(data, 1000, null, now);
    }

    /** A list of objects that are JSON each. */
    public static byte[] list(List<byte[]> items, Instant now) {
        var data = new ByteArrayOutputStream();
        data.write('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                data.write(',');
            }
            data.writeBytes(items.get(i));
        }
        data.write(']');
        return success(data.toByteArray(), now);
    }

    public static byte[] failure(int statusCode, String message, Instant now) {
        return write(null, statusCode, message, now);
    }

    private static byte[] write(byte @Nullable [] data, int statusCode, @Nullable String message, Instant now) {
        var tail = new StringBuilder(120);
        tail.append(data == null ? "{" : ",").append("\"status_code\":").append(statusCode);
        if (message != null) {
            tail.append(",\"status_message\":\"");
            JsonStringEncoder.getInstance().quoteAsString(cut(message), tail);
            tail.append('"');
        }
        tail.append(",\"timestamp\":\"").append(WireTime.forWire(now)).append("\"}");
        byte[] end = tail.toString().getBytes(StandardCharsets.UTF_8);
        if (data == null) {
            return end;
        }
        var whole = new byte[DATA.length + data.length + end.length];
        System.arraycopy(DATA, 0, whole, 0, DATA.length);
        System.arraycopy(data, 0, whole, DATA.length, data.length);
        System.arraycopy(end, 0, whole, DATA.length + data.length, end.length);
        return whole;
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }
}
