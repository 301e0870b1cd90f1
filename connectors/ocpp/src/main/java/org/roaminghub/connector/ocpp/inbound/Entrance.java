package org.roaminghub.connector.ocpp.inbound;

/** How a station comes in. Each has a port of its own: a station can't be talked into less than it was entered with (OCPP 2.0.1 A00.FR.006). */
public enum Entrance {
    /** Security profiles 0 and 1: nothing, or a password in clear. */
    PLAIN,
    /** Security profile 2: a password inside TLS. */
    TLS,
    /** Security profile 3: a certificate of its own. */
    CERTIFICATE;

    /** Whether stations of that security profile belong here. */
    public boolean serves(int profile) {
        return switch (this) {
            case PLAIN -> profile == 0 || profile == 1;
            case TLS -> profile == 2;
            case CERTIFICATE -> profile == 3;
        };
    }

    /** The security profile that a station has which came in here. */
    int profile() {
        return switch (this) {
            case PLAIN -> 1;
            case TLS -> 2;
            case CERTIFICATE -> 3;
        };
    }
}
