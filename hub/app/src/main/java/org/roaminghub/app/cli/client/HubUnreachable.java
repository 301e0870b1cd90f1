package org.roaminghub.app.cli.client;

/** Nobody answers at the hub's address. */
public final class HubUnreachable extends RuntimeException {

    public HubUnreachable(String url, Throwable cause) {
        super("no hub answers at " + url + " (" + cause.getClass().getSimpleName() + ")", cause);
    }
}
