package org.roaminghub.spi.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Original;

/** What the hub may ask its own stations. */
public interface StationLink {

    /** Sends any call that the station's version knows; {@code payload} is its JSON. Ends within {@code patience}. */
    Reply call(String identity, String action, byte[] payload, Duration patience);

    /** Whether it is connected to this node. */
    boolean isConnected(String identity);

    /** Whether there is a listener for stations of that security profile. */
    boolean serves(int securityProfile);

    /** Its socket is closed; it may come back. */
    void disconnect(String identity);

    /** A call or an answer without its secrets, for what is kept. */
    Sensitive sensitive(String identity, String action, byte[] payload);

    /** Whether the station took the password that a call gave it. */
    boolean tookPassword(String action, Original answer);

    /** {@code kept}: as it may be recorded. {@code newPassword}: what the call makes the station's password; absent for others. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sensitive(byte[] kept, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "Sensitive[…]";
        }
    }

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
