package org.roaminghub.app.cli.client;

/** The hub said no; the message is its problem text (RFC 9457). */
public final class AdminRefused extends RuntimeException {

    private final int status;

    public AdminRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
