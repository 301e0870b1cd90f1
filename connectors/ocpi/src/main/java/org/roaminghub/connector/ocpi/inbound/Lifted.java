package org.roaminghub.connector.ocpi.inbound;

import java.util.function.Supplier;
import org.roaminghub.connector.ocpi.wire.BadField;

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
}
