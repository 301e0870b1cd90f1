package org.roaminghub.vocabulary;

/** How the session of a CDR was found. */
public enum SessionMatch {
    ID,
    REFERENCE,
    TIME,
    NONE
}
