package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** LocationReferences, OCPI 2.2.1 ch. 12. */
@SuppressWarnings("MemberName")
public record LocationReferences(String location_id, List<String> evse_uids) {

    public LocationReferences {
        evse_uids = List.copyOf(evse_uids);
    }

    public static LocationReferences read(Fields f) {
        return new LocationReferences(f.id("location_id", 36), f.ids("evse_uids", 36));
    }
}
