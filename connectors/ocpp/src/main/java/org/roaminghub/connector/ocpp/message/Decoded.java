package org.roaminghub.connector.ocpp.message;

import org.roaminghub.connector.ocpp.wire.ErrorCode;

/** What came of reading a payload. */
public sealed interface Decoded {

    record Read(Message message) implements Decoded {}

    /** What is wrong, and with which code that is said. */
    record Wrong(ErrorCode code, String why) implements Decoded {}
}
