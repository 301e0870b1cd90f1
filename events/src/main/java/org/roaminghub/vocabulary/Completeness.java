package org.roaminghub.vocabulary;

/** How much of a transaction the station told. */
public enum Completeness {
    COMPLETE,
    /** Parts in the middle are missing. */
    GAPS,
    /** Its end never came: it ends with the last reading. */
    NO_STOP
}
