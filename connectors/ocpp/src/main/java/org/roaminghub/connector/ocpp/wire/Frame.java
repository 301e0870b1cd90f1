package org.roaminghub.connector.ocpp.wire;

import tools.jackson.databind.node.ObjectNode;

/** What one text message of the socket says (OCPP-J §4; 2.1 adds types 5 and 6). */
public sealed interface Frame {

    /** {@code text} is the message as it came. */
    record Call(String id, String action, ObjectNode payload, byte[] text) implements Frame {}

    record Result(String id, ObjectNode payload) implements Frame {}

    record Error(String id, String code, String description) implements Frame {}

    /** Type 5: the other side can't read our answer. */
    record ResultError(String id, String code) implements Frame {}

    /** Type 6: never answered. */
    record Send(String id, String action, ObjectNode payload, byte[] text) implements Frame {}

    /** Answered with a CALLERROR; {@code id} is -1 where none could be read. */
    record Bad(String id, ErrorCode code, String why) implements Frame {}

    /** Nothing that could be answered, or must be. */
    record Nothing() implements Frame {}
}
