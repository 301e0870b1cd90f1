package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** StartSession, OCPI 2.2.1 ch. 13. */
@SuppressWarnings("MemberName")
public record StartSession(
        String response_url,
        Token token,
        String location_id,
        @Nullable String evse_uid,
        @Nullable String connector_id,
        @Nullable String authorization_reference) {

    /** {@code token} is read by the version's own rules. */
    public static StartSession read(Fields f, Token token, Release release) {
        return new StartSession(
                f.text("response_url", 255),
                token,
                f.id("location_id", ReserveNow.maxId(release)),
                f.findId("evse_uid", ReserveNow.maxId(release)),
                f.findId("connector_id", 36),
                f.findId("authorization_reference", 36));
    }
}
