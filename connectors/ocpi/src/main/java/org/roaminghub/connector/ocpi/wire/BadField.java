package org.roaminghub.connector.ocpi.wire;

import org.roaminghub.vocabulary.Refusal;

/** The first thing wrong with a body. Names the field by its path and never shows its value, which may be personal. */
public final class BadField extends RuntimeException {

    private final Refusal refusal;

    public BadField(Refusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    public static BadField at(String path, String what) {
        return new BadField(Refusal.MALFORMED, path + " " + what);
    }

    public Refusal refusal() {
        return refusal;
    }

    /** A sentence that is safe to send back. */
    public String sentence() {
        String message = getMessage();
        return message == null ? refusal.sentence() : message;
    }
}
