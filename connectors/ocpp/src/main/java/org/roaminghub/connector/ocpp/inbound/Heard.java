package org.roaminghub.connector.ocpp.inbound;

import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.spi.inbound.Stations.Known;

/** Is told of a station's message behind its answer, on the station's turn: whatever takes long is done elsewhere. */
public interface Heard {
    void answered(Known station, Version version, Message said, Original original);

    /** A driver may charge at a station of 1.6 that shows prices; not on its turn. */
    void authorized(Known station, String tag, DriverTariff tariff);
}
