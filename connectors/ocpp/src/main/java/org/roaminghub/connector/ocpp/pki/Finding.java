package org.roaminghub.connector.ocpp.pki;

/** What a look at a chain of certificates came to. */
public enum Finding {
    GOOD,
    EXPIRED,
    REVOKED,
    /** Leads to nobody who is believed, or nobody could be asked whether it is revoked. */
    UNVERIFIABLE
}
