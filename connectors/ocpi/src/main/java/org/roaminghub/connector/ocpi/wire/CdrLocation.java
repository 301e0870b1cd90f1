package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** CdrLocation, OCPI 2.2.1 ch. 10. Lengths as of Location, which editions differ in. */
@SuppressWarnings("MemberName")
public record CdrLocation(
        String id,
        @Nullable String name,
        String address,
        String city,
        @Nullable String postal_code,
        @Nullable String state,
        String country,
        GeoLocation coordinates,
        String evse_uid,
        String evse_id,
        String connector_id,
        String connector_standard,
        String connector_format,
        String connector_power_type) {

    public static CdrLocation read(Fields f) {
        return new CdrLocation(
                f.id("id", 36),
                f.findText("name", 255),
                f.text("address", 255),
                f.text("city", 45),
                f.findText("postal_code", 10),
                f.findText("state", 45),
                f.text("country", 3),
                f.object("coordinates", GeoLocation::read),
                f.id("evse_uid", 36),
                f.id("evse_id", 48),
                f.id("connector_id", 36),
                f.openCode("connector_standard", Codes.CONNECTOR_TYPE),
                f.code("connector_format", Codes.CONNECTOR_FORMAT),
                f.code("connector_power_type", Codes.POWER_TYPE));
    }
}
