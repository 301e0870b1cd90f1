package org.roaminghub.connector.ocpi.wire;

/** The bytes are no JSON that the hub reads: broken, nested too deeply, or with a name twice in one object. */
public final class NotJson extends Exception {

    NotJson(String sentence) {
        super(sentence, null, false, false);
    }

    /** A sentence that is safe to send back: no part of the body is in it. */
    public String sentence() {
        String message = getMessage();
        return message == null ? "The body is not JSON." : message;
    }
}
