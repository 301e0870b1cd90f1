package org.roaminghub.connector.ocpp.wire;

import java.util.Arrays;
import java.util.Optional;

/** A version of OCPP; S: by SOAP, the others by JSON on a socket. */
public enum Version {
    V1_5S("1.5S"),
    V1_6S("1.6S"),
    V1_6("1.6"),
    V2_0_1("2.0.1"),
    V2_1("2.1");

    private final String number;

    Version(String number) {
        this.number = number;
    }

    /** As 2.0.1 or 1.6S. */
    public String number() {
        return number;
    }

    /** As registered with IANA for {@code Sec-WebSocket-Protocol}. */
    public String subprotocol() {
        return "ocpp" + number;
    }

    /** Of the first generation, whose messages are those of 1.6. */
    public boolean isFirst() {
        return this == V1_6 || isSoap();
    }

    public boolean isSoap() {
        return this == V1_5S || this == V1_6S;
    }

    /** Of what a station says. */
    public String mediaType() {
        return isSoap() ? "application/soap+xml" : "application/json";
    }

    public static Optional<Version> ofNumber(String number) {
        return Arrays.stream(values()).filter(v -> v.number.equals(number)).findFirst();
    }

    public static Optional<Version> ofSubprotocol(String text) {
        for (Version version : values()) {
            if (!version.isSoap() && version.subprotocol().equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
