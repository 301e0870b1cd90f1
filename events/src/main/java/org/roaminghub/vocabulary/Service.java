package org.roaminghub.vocabulary;

/** What an agreement lets two parties do with each other. */
public enum Service {
    AUTHORIZE,
    REMOTE_START,
    RESERVE,
    UNLOCK,
    PROFILE,
    TOKENS,
    LOCATIONS,
    TARIFFS,
    SESSIONS,
    CDR
}
