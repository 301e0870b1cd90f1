package org.roaminghub.connector.ocpp.message;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a call or of its answer, a record named as the action with {@code Request} or {@code Response} behind it. What a
 * record doesn't name is ignored, customData among it: the original is kept as it came.
 */
public interface Message {

    /** What a station says because it was asked to. The id is the hub's, in whatever digits the station has made of it. */
    interface Requested extends Message {

        @Nullable
        BigInteger requestId();
    }

    /** A part of what was asked for. */
    interface Part extends Requested {

        /** Whether another part follows; the last one may say nothing. */
        @Nullable
        Boolean tbc();

        /** From 0; absent where parts aren't counted. */
        default @Nullable Integer seqNo() {
            return null;
        }
    }

    /** What tells how something goes. */
    interface Progressing extends Message {

        @Nullable
        String status();
    }
}
