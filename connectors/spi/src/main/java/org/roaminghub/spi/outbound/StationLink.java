package org.roaminghub.spi.outbound;

import java.time.Duration;
import org.roaminghub.spi.Original;

/** What the hub may ask its own stations. */
public interface StationLink {

    /** Sends any call that the station's version knows; {@code payload} is its JSON. Ends within {@code patience}. */
    Reply call(String identity, String action, byte[] payload, Duration patience);

    /** Whether it is connected to this node. */
    boolean isConnected(String identity);

    /** What came of a call. */
    sealed interface Reply {

        /** The station's answer, and its status word where it has one. */
        record Answered(String status, Original payload) implements Reply {}

        /** A CALLERROR, or an answer that makes no sense. */
        record Failed(String code, String why) implements Reply {}

        record Silent() implements Reply {}

        record Unreachable() implements Reply {}

        /** Its version has no such call from the hub, or the payload is no JSON object. */
        record NotSayable(String why) implements Reply {}
    }
}
