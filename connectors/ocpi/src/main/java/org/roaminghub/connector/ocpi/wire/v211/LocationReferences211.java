package org.roaminghub.connector.ocpi.wire.v211;

import java.util.List;
import org.roaminghub.connector.ocpi.wire.Fields;

/** LocationReferences, OCPI 2.1.1 mod_tokens. */
@SuppressWarnings("MemberName")
public record LocationReferences211(String location_id, List<String> evse_uids, List<String> connector_ids) {

    public LocationReferences211 {
        evse_uids = List.copyOf(evse_uids);
        connector_ids = List.copyOf(connector_ids);
    }

    public static LocationReferences211 read(Fields f) {
        return new LocationReferences211(f.id("location_id", 39), f.ids("evse_uids", 39), f.ids("connector_ids", 36));
    }
}
