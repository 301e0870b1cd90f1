package org.roaminghub.connector.ocpp.inbound;

import org.roaminghub.vocabulary.StationId;
import tools.jackson.databind.node.ObjectNode;

/** Is told of each call of the hub's that a station of 2.1 answered, whoever wanted it sent, before the answer is given on. */
public interface Taken {
    void taken(StationId station, String action, ObjectNode asked, ObjectNode answer);
}
