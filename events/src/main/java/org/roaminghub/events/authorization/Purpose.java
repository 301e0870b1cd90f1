package org.roaminghub.events.authorization;

/** Why the CPO asks. */
public enum Purpose {
    START,
    RECHECK,
    STOP
}
