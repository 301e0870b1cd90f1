package org.roaminghub.connector.ocpi.wire;

/** StopSession, OCPI 2.2.1 ch. 13. */
@SuppressWarnings("MemberName")
public record StopSession(String response_url, String session_id) {

    public static StopSession read(Fields f) {
        return new StopSession(f.text("response_url", 255), f.id("session_id", 36));
    }
}
