package org.roaminghub.vocabulary;

/** What an eMSP wants done at a charging station, or with a session there. */
public enum RemoteKind {
    START,
    STOP,
    RESERVE,
    CANCEL_RESERVATION,
    UNLOCK,
    SET_PROFILE,
    CLEAR_PROFILE,
    GET_PROFILE,
    SET_PREFERENCES,
    SUSPEND,
    RESUME,
    EMERGENCY_STOP
}
