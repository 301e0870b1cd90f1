package org.roaminghub.connector.ocpp.inbound;

import org.roaminghub.connector.ocpp.wire.ErrorCode;
import tools.jackson.databind.node.ObjectNode;

/** What comes of a station's request by SOAP. */
sealed interface SoapAnswer {

    /** In the station's own words. */
    record Said(String action, ObjectNode payload) implements SoapAnswer {}

    /** The station doesn't send it again. {@code subcode} as in OCPP-S; {@code status} of HTTP. */
    record Fault(Side side, String subcode, String why, int status) implements SoapAnswer {}

    /** Neither: the station comes again. */
    record Nothing() implements SoapAnswer {}

    /** Whose fault it is (SOAP 1.2 §5.4.6). */
    enum Side {
        SENDER("Sender", 400),
        RECEIVER("Receiver", 500);

        final String word;
        final int status;

        Side(String word, int status) {
            this.word = word;
            this.status = status;
        }
    }

    static Fault fault(Side side, String subcode, String why) {
        return new Fault(side, subcode, why, side.status);
    }

    static Fault fault(ErrorCode code, String why) {
        return switch (code) {
            case NOT_IMPLEMENTED, NOT_SUPPORTED -> fault(Side.RECEIVER, "NotSupported", why);
            case INTERNAL, GENERIC -> fault(Side.RECEIVER, "InternalError", why);
            case SECURITY -> fault(Side.SENDER, "SecurityError", why);
            case PROTOCOL, FORMAT, PROPERTY, OCCURRENCE, TYPE, MESSAGE_TYPE -> fault(Side.SENDER, "ProtocolError", why);
        };
    }
}
