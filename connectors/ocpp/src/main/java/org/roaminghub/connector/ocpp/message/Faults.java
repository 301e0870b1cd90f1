package org.roaminghub.connector.ocpp.message;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.ErrorCode;

/** The first thing that is wrong with a message. */
final class Faults {

    private @Nullable ErrorCode code;
    private String why = "";

    void tell(ErrorCode as, String at, String what) {
        code = as;
        why = at + " " + what;
    }

    boolean told() {
        return code != null;
    }

    /** It is inside of that. */
    void within(String outer) {
        if (code != null) {
            why = outer + why;
        }
    }

    Decoded.@Nullable Wrong wrong() {
        return code == null ? null : new Decoded.Wrong(code, why);
    }
}
