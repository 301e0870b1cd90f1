package org.roaminghub.connector.ocpi.wire;

/** GeoLocation, OCPI 2.2.1 ch. 8. Decimal degrees as text. */
@SuppressWarnings("MemberName")
public record GeoLocation(String latitude, String longitude) {

    public static GeoLocation read(Fields f) {
        return new GeoLocation(f.text("latitude", 10), f.text("longitude", 11));
    }
}
