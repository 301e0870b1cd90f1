package org.roaminghub.connector.ocpi.wire;

/** UnlockConnector, OCPI 2.2.1 ch. 13. */
@SuppressWarnings("MemberName")
public record UnlockConnector(String response_url, String location_id, String evse_uid, String connector_id) {

    public static UnlockConnector read(Fields f) {
        return new UnlockConnector(
                f.text("response_url", 255), f.id("location_id", 36), f.id("evse_uid", 36), f.id("connector_id", 36));
    }
}
