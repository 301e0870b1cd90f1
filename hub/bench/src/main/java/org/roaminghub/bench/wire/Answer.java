package org.roaminghub.bench.wire;

import java.nio.charset.StandardCharsets;

/** Makes response bytes. */
public final class Answer {

    private Answer() {}

    /** A JSON response; {@code extraHeaders} holds whole header lines, each with its line end. */
    public static byte[] json(int status, String extraHeaders, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\nContent-Length: "
                        + content.length + "\r\n" + extraHeaders + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
