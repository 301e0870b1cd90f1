package org.roaminghub.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The functional modules of a back office in one role. */
interface Desk {

    /** OCPI role: CPO or EMSP. */
    String role();

    List<Endpoint> endpoints();

    /** The place of one of its EVSEs, as a CDR says it; null where it has none of that name. */
    default @Nullable ObjectNode place(String evseUid) {
        return null;
    }

    /** Answers a request to one of its modules; {@code path} in the call starts after the endpoint's address. */
    Reply serve(Endpoint module, Call call) throws InterruptedException;

    /** A module's interface, {@code side} SENDER or RECEIVER. */
    record Endpoint(String name, String side) {

        static Endpoint sender(String name) {
            return new Endpoint(name, "SENDER");
        }

        static Endpoint receiver(String name) {
            return new Endpoint(name, "RECEIVER");
        }

        boolean isSender() {
            return side.equals("SENDER");
        }
    }
}
