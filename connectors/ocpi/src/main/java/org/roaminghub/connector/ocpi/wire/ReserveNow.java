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

    /** {@code token} is read by the version's own rules. 2.1.1 counts reservations: its number is the id. */
    public static ReserveNow read(Fields f, Token token, Release release) {
        return new ReserveNow(
                f.text("response_url", 255),
                token,
                f.time("expiry_date"),
                release == Release.V2_1_1 ? Integer.toString(f.integer("reservation_id")) : f.id("reservation_id", 36),
                f.id("location_id", maxId(release)),
                f.findId("evse_uid", maxId(release)),
                f.findId("authorization_reference", 36));
    }

    /** Characters of the ids of places. */
    static int maxId(Release release) {
        return release == Release.V2_1_1 ? 39 : 36;
    }
}
