package org.roaminghub.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message made once, of which only numbers change: every run of four or more {@code @} is a slot, filled with a decimal
 * number padded with zeros to the slot's width. Not for use by two threads: each takes a {@link #copy()}.
 */
public final class Template {

    private static final int MIN_SLOT = 4;

    private record Slot(int from, int width) {}

    private final byte[] bytes;
    private final List<Slot> slots;

    private Template(byte[] bytes, List<Slot> slots) {
        this.bytes = bytes;
        this.slots = slots;
    }

    public static Template of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Slot> slots = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int from = at;
            while (at < bytes.length && bytes[at] == '@') {
                at++;
            }
            if (at - from >= MIN_SLOT) {
                slots.add(new Slot(from, at - from));
            }
            at++;
        }
        return new Template(bytes, List.copyOf(slots));
    }

    /** A request with Host and Content-Length; the other header lines are given as {@code Name: value}. */
    public static Template request(String method, String host, String target, List<String> headers, String body) {
        return of(requestText(method, host, target, headers, body));
    }

    static String requestText(String method, String host, String target, List<String> headers, String body) {
        StringBuilder text = new StringBuilder()
                .append(method + " " + target + " HTTP/1.1\r\n")
                .append("Host: " + host + "\r\n");
        headers.forEach(header -> text.append(header + "\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\n");
        }
        return text.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n")
                .append(body)
                .toString();
    }

    public Template copy() {
        return new Template(bytes.clone(), slots);
    }

    public int slots() {
        return slots.size();
    }

    /** Writes a number into a slot; slots count from 0 in the order of the text. */
    public Template set(int slot, long value) {
        Slot place = slots.get(slot);
        long rest = value;
        for (int at = place.from() + place.width() - 1; at >= place.from(); at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (rest != 0) {
            throw new IllegalArgumentException(value + " is longer than slot " + slot);
        }
        return this;
    }

    /** The message as it stands; not a copy. */
    public byte[] bytes() {
        return bytes;
    }
}
