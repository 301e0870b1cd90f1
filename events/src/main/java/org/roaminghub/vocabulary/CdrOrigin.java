package org.roaminghub.vocabulary;

/** Who made a CDR. */
public enum CdrOrigin {
    PARTNER,
    HUB_STATION,
    HUB_CORRECTION
}
