package org.roaminghub.hub.recording;

import java.util.UUID;

/** The stream of one thing: {@code type/key}. The key is hub-made, or a party or product id, never a uid. */
public record StreamName(String type, String key) {

    public static StreamName of(String type, UUID key) {
        return new StreamName(type, key.toString());
    }

    public static StreamName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("a stream is written type/key");
        }
        return new StreamName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return type + "/" + key;
    }
}
