package org.roaminghub.vocabulary;

/** How long the key of a personal field is kept. Can't be changed for stored events. */
public enum RetentionClass {
    /** Authorisations, sessions, commands: 6 months by default. */
    ROUTING,
    /** Tokens, locations, tariffs: as long as the object is in force, then 6 months. */
    PROFILE,
    /** CDRs: by law, 10 years by default. */
    BILLING
}
