package org.roaminghub.connector.ocpi.wire;

/** CancelReservation, OCPI 2.2.1 ch. 13. */
@SuppressWarnings("MemberName")
public record CancelReservation(String response_url, String reservation_id) {

    public static CancelReservation read(Fields f) {
        return new CancelReservation(f.text("response_url", 255), f.id("reservation_id", 36));
    }
}
