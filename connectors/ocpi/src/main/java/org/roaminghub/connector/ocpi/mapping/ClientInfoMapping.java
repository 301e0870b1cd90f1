package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.ClientInfo;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.vocabulary.Role;

/** The status of a party in the words of OCPI 2.2.1 ch. 14; equal in 2.3.0. The words of the status are the hub's own. */
public final class ClientInfoMapping {

    private ClientInfoMapping() {}

    /** 2.3.0 has no role HUB any more (HUB-60). */
    public static boolean canSay(PartyStatus status, String version) {
        return status.role() != Role.HUB || !version.equals(Release.V2_3_0.number());
    }

    public static byte[] write(PartyStatus status) {
        return Json.write(new ClientInfo(
                status.party().party(),
                status.party().country(),
                Words.role(status.role()),
                status.status().name(),
                WireTime.forWire(status.since())));
    }
}
