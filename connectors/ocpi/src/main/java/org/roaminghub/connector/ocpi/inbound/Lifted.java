package org.roaminghub.connector.ocpi.inbound;

import java.time.Instant;
import java.util.function.Supplier;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Tokens;
import tools.jackson.databind.node.ObjectNode;

/** Lifts a wire object to the neutral model; a value that the model can't hold is the partner's mistake, not a failure. */
final class Lifted {

    private Lifted() {}

    static <T> T from(Supplier<T> mapping) {
        try {
            return mapping.get();
        } catch (IllegalArgumentException e) {
            throw BadField.at("the object holds a value that is not possible:", String.valueOf(e.getMessage()));
        }
    }

    /** What the caller's version leaves unsaid is the caller's, and its contracts are in the directory. */
    static Lifting by(Caller caller, Tokens tokens, Instant now) {
        return new Lifting(
                caller.party(),
                contract -> tokens.findByContract(caller, contract).map(TokenMapping::cdrToken),
                now);
    }

    /** A partial update of 2.1.1 may come without last_updated: the time of receipt counts (facts §5.1). */
    static Original change(Exchange x, Dialect dialect, Instant now) throws NotJson {
        Original came = x.original(dialect);
        if (dialect.release() != Release.V2_1_1
                || !(x.json() instanceof ObjectNode body)
                || body.hasNonNull("last_updated")) {
            return came;
        }
        byte[] stamped =
                Json.writeAsRead(body.put("last_updated", WireTime.forWire(now).toString()));
        return new Original(came.protocol(), came.version(), came.mediaType(), stamped);
    }
}
