package org.roaminghub.connector.ocpi.mapping;

import org.roaminghub.connector.ocpi.wire.ClientInfo;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.PartyStatus;

/** The status of a party in the words of OCPI 2.2.1 ch. 14; equal in 2.3.0. The words of the status are the hub's own. */
public final class ClientInfoMapping {

    private ClientInfoMapping() {}

    public static byte[] write(PartyStatus status) {
        return Json.write(new ClientInfo(
                status.party().party(),
                status.party().country(),
                Words.role(status.role()),
                status.status().name(),
                WireTime.forWire(status.since())));
    }
}
