package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.GeoLocation;

/** Location, OCPI 2.1.1 mod_locations, as far as sessions and CDRs need it: there with the one EVSE and connector used. */
@SuppressWarnings("MemberName")
public record Location211(
        String id,
        String type,
        @Nullable String name,
        String address,
        String city,
        String postal_code,
        String country,
        GeoLocation coordinates,
        List<Evse211> evses,
        @Nullable String time_zone,
        Instant last_updated) {

    public Location211 {
        evses = List.copyOf(evses);
    }

    public static Location211 read(Fields f) {
        return new Location211(
                f.id("id", 39),
                f.code("type", Codes.LOCATION_TYPE_211),
                f.findText("name", 255),
                f.text("address", 255),
                f.text("city", 45),
                f.text("postal_code", 10),
                f.text("country", 3),
                f.object("coordinates", GeoLocation::read),
                f.list("evses", Evse211::read),
                f.findText("time_zone", 255),
                f.time("last_updated"));
    }
}
