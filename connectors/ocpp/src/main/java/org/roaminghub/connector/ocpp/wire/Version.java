package org.roaminghub.connector.ocpp.wire;

import java.util.Optional;

/** A version of OCPP over JSON. */
public enum Version {
    V1_6("1.6"),
    V2_0_1("2.0.1"),
    V2_1("2.1");

    private final String number;

    Version(String number) {
        this.number = number;
    }

    /** As 2.0.1. */
    public String number() {
        return number;
    }

    /** As registered with IANA for {@code Sec-WebSocket-Protocol}. */
    public String subprotocol() {
        return "ocpp" + number;
    }

    public boolean isFirst() {
        return this == V1_6;
    }

    public static Optional<Version> ofSubprotocol(String text) {
        for (Version version : values()) {
            if (version.subprotocol().equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
