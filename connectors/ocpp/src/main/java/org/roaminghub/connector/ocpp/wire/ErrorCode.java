package org.roaminghub.connector.ocpp.wire;

/** Why a message is not answered as wanted (OCPP-J 1.6 §4.2.3, 2.x part 4 §4.3). */
public enum ErrorCode {
    NOT_IMPLEMENTED("NotImplemented"),
    NOT_SUPPORTED("NotSupported"),
    INTERNAL("InternalError"),
    PROTOCOL("ProtocolError"),
    SECURITY("SecurityError"),
    FORMAT("FormationViolation", "FormatViolation"),
    PROPERTY("PropertyConstraintViolation"),
    /** The first edition of 1.6 leaves out an r, and stations of that time read it so. */
    OCCURRENCE("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
    TYPE("TypeConstraintViolation"),
    MESSAGE_TYPE("FormationViolation", "MessageTypeNotSupported"),
    GENERIC("GenericError");

    private final String first;
    private final String later;

    ErrorCode(String both) {
        this(both, both);
    }

    ErrorCode(String first, String later) {
        this.first = first;
        this.later = later;
    }

    public String in(Version version) {
        return version.isFirst() ? first : later;
    }
}
