package org.roaminghub.connector.ocpi.inbound;

import java.util.List;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.wire.NotJson;

/** One functional module of OCPI, both interfaces of the hub. {@code tail} is what comes behind the endpoint's path. */
interface Module {

    OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) throws NotJson;

    OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson;
}
