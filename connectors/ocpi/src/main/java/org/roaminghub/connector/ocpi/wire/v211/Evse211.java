package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** EVSE, OCPI 2.1.1 mod_locations, as far as sessions and CDRs need it. */
@SuppressWarnings("MemberName")
public record Evse211(
        String uid, @Nullable String evse_id, String status, List<Connector211> connectors, Instant last_updated) {

    public Evse211 {
        connectors = List.copyOf(connectors);
    }

    public static Evse211 read(Fields f) {
        return new Evse211(
                f.id("uid", 39),
                f.findId("evse_id", 48),
                f.code("status", Codes.EVSE_STATUS),
                f.some("connectors", Connector211::read),
                f.time("last_updated"));
    }
}
