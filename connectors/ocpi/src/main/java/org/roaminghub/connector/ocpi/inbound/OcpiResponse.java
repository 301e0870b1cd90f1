package org.roaminghub.connector.ocpi.inbound;

import java.util.Map;

/** What to send back; the body is always an envelope in JSON. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record OcpiResponse(int status, Map<String, String> headers, byte[] body) {

    @Override
    public String toString() {
        return "OcpiResponse[" + status + ", " + body.length + " bytes]";
    }
}
