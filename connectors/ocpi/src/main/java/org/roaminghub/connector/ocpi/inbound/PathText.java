package org.roaminghub.connector.ocpi.inbound;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Percent-encoding of paths and queries (RFC 3986). What can't be decoded is HTTP 400. */
final class PathText {

    private static final int MAX_SEGMENTS = 8;
    private static final int MAX_LENGTH = 2048;

    private PathText() {}

    /** A slash at the end counts for nothing. */
    static List<String> segments(String rawPath) {
        if (rawPath.length() > MAX_LENGTH) {
            throw Refused.badRequest("The path is longer than " + MAX_LENGTH + " characters.");
        }
        var segments = new ArrayList<String>(6);
        int start = rawPath.startsWith("/") ? 1 : 0;
        while (start < rawPath.length()) {
            int end = rawPath.indexOf('/', start);
            String segment = decode(rawPath.substring(start, end < 0 ? rawPath.length() : end), false);
            if (segment.equals(".") || segment.equals("..") || segments.size() == MAX_SEGMENTS) {
                throw Refused.notFound();
            }
            segments.add(segment);
            start = end < 0 ? rawPath.length() : end + 1;
        }
        return segments;
    }

    static String decodeQuery(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean query) {
        if (raw.indexOf('%') < 0 && (!query || raw.indexOf('+') < 0)) {
            return raw;
        }
        var bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw Refused.badRequest("The address has a wrong percent-encoding.");
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else if (c == '+' && query) {
                bytes.put((byte) ' ');
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Refused.badRequest("The address is not UTF-8.");
        }
    }
}
