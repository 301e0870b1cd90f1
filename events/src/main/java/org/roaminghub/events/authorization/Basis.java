package org.roaminghub.events.authorization;

/** What a decision rests on. */
public enum Basis {
    ISSUER,
    WHITELIST,
    WHITELIST_ISSUER_SILENT,
    OPEN_SESSION,
    RESERVATION
}
