package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** ReserveNow, OCPI 2.2.1 ch. 13. */
@SuppressWarnings("MemberName")
public record ReserveNow(
        String response_url,
        Token token,
        Instant expiry_date,
        String reservation_id,
        String location_id,
        @Nullable String evse_uid,
        @Nullable String authorization_reference) {

    public static ReserveNow read(Fields f) {
        return new ReserveNow(
                f.text("response_url", 255),
                f.object("token", Token::read),
                f.time("expiry_date"),
                f.id("reservation_id", 36),
                f.id("location_id", 36),
                f.findId("evse_uid", 36),
                f.findId("authorization_reference", 36));
    }
}
